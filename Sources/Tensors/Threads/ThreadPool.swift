import CKernels
import Foundation
import Synchronization

/// The one pool of threads that all arithmetic runs on.
///
/// `run(n, body)` calls `body` once for each of 0..<n, on the caller and the workers, and returns when all are done. Which
/// thread takes which index is open, so bodies write to places of their own. Threads that wait spin for a short while, then leave
/// their core to others between looks, as the one they wait for may need it; workers park at last. Jobs do not nest: a job begun inside another one runs on its own thread.
public final class ThreadPool: @unchecked Sendable {
    /// The pool of the process.
    public static let shared = ThreadPool(threads: ProcessInfo.processInfo.activeProcessorCount)

    /// Threads that work at once, the caller included.
    public private(set) var threads: Int

    private struct Job {
        var body: (@Sendable (Int) -> Void)?
        var count = 0
    }

    private var job = Job()
    private let generation = Atomic<Int>(0)
    private let next = Atomic<Int>(0)
    private let busy = Atomic<Int>(0)
    private let parked = NSCondition()
    private let entrance = NSLock()
    private var started = 0
    /// Looks without a break, about fifty microseconds, and looks before a worker parks.
    private static let spins = 4096, patience = 20_000

    /// A pool of so many threads; workers start with the first job and stay for good.
    public init(threads: Int) { self.threads = max(1, threads) }

    /// Sets how many threads work at once; call it before the first job.
    public func configure(threads count: Int) {
        entrance.withLock { threads = max(1, count) }
    }

    /// Calls `body` for each index of 0..<count.
    public func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        guard count > 1, threads > 1, !swiftlet_is_inside(), entrance.try() else {
            for index in 0..<max(0, count) { body(index) }
            return
        }
        defer { entrance.unlock() }
        while started < threads - 1 { startWorker() }
        job = Job(body: body, count: count)
        next.store(0, ordering: .relaxed)
        busy.store(started, ordering: .relaxed)
        generation.add(1, ordering: .releasing)
        parked.lock()
        parked.broadcast()
        parked.unlock()
        swiftlet_set_inside(true)
        work(on: job)
        swiftlet_set_inside(false)
        var looks = 0
        while busy.load(ordering: .acquiring) > 0 { Self.pause(&looks) }
        job = Job()
    }

    private func work(on job: Job) {
        guard let body = job.body else { return }
        while true {
            let index = next.add(1, ordering: .relaxed).oldValue
            guard index < job.count else { return }
            body(index)
        }
    }

    private func startWorker() {
        started += 1
        let seen = generation.load(ordering: .acquiring)
        let thread = Thread { [self] in
            swiftlet_set_inside(true)
            var last = seen
            while true {
                last = waitForJob(after: last)
                work(on: job)
                busy.subtract(1, ordering: .releasing)
            }
        }
        thread.stackSize = 4 << 20
        thread.start()
    }

    private func waitForJob(after last: Int) -> Int {
        var looks = 0
        while looks < Self.patience {
            let now = generation.load(ordering: .acquiring)
            if now != last { return now }
            Self.pause(&looks)
        }
        parked.lock()
        defer { parked.unlock() }
        while true {
            let now = generation.load(ordering: .acquiring)
            if now != last { return now }
            parked.wait()
        }
    }

    private static func pause(_ looks: inout Int) {
        looks += 1
        if looks < spins { swiftlet_pause() } else { sched_yield() }
    }
}
