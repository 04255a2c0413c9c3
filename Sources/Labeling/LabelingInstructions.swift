/// The instructions that people write under: `docs/labeling.md`.
public enum LabelingInstructions {
    /// Their version; each conversation keeps the one under which it was last saved.
    public static let version = 1
}
