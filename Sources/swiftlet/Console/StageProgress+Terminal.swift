import Pipeline

extension StageProgress {
    /// Shows what a stage or a command like it says of itself: a bar, or a line that stays.
    func show(_ name: String) {
        switch self {
        case .fraction(let share, let text): Terminal.shared.progress(name, share, text)
        case .line(let text): Terminal.shared.note(text)
        }
    }
}
