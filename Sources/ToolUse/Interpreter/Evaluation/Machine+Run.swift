extension Machine {
    /// Runs a frame, and those that it calls, until it returns or yields.
    ///
    /// - Parameter thrown: raised at once where the frame stands
    func run(_ entry: Frame, throwing thrown: Interruption? = nil) throws -> Value {
        do {
            try enter()
        } catch {
            finish(entry)
            throw error
        }
        defer { leave() }
        var frame = entry
        var thrown = thrown
        while true {
            do {
                if let interruption = thrown {
                    thrown = nil
                    throw interruption
                }
                return try execute(&frame)
            } catch let interruption as Interruption {
                frame = try unwound(frame, to: entry, by: interruption)
            }
        }
    }

    /// The frame that handles an exception, ready to go on there; the frames inside of it have ended.
    private func unwound(_ frame: Frame, to entry: Frame, by interruption: Interruption) throws -> Frame {
        var frame = frame
        let exception = exception(for: interruption)
        while true {
            let place = frame.place - 1
            if let exception {
                exception.passed(TraceEntry(line: frame.code.line(at: place), function: frame.code.name))
                if let handler = frame.code.handler(at: place) {
                    frame.registers[handler.register] = .object(exception)
                    frame.place = handler.target
                    return frame
                }
            }
            finish(frame)
            guard frame !== entry, let caller = frame.caller else {
                throw exception.map { Interruption.raised($0) } ?? interruption
            }
            leave()
            frame = caller
        }
    }

    /// The exception that an interruption is for the program; nil where it cannot be caught.
    func exception(for interruption: Interruption) -> ExceptionObject? {
        switch interruption {
        case .exhausted: return nil
        case .raised(let exception): return exception
        case .failure(let kind, let message):
            guard let text = try? StringObject(Scalars(message), heap) else {
                return ExceptionObject(kind.type, [], heap)
            }
            return ExceptionObject(kind.type, [.string(text)], heap)
        }
    }
}
