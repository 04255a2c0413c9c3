/// A picture of panels in rows, with a title above and notes beneath.
public struct Chart: Sendable, Equatable {
    /// A text beneath the panels, with a short label before it.
    public struct Note: Sendable, Equatable {
        /// What it belongs to, for example an update's number.
        public var label: String
        /// The text; long ones are wrapped.
        public var text: String

        /// A text with its label.
        public init(_ label: String, _ text: String) {
            self.label = label
            self.text = text
        }
    }

    /// The heading.
    public var title: String
    /// A line beneath the heading.
    public var subtitle: String
    /// The panels, row by row; the panels of a row share its width.
    public var rows: [[Panel]]
    /// What stands above the notes.
    public var notesTitle: String
    /// Texts beneath the panels.
    public var notes: [Note]
    /// The width in pixels.
    public var width: Double

    /// A picture.
    public init(
        _ title: String, subtitle: String = "", rows: [[Panel]], notesTitle: String = "", notes: [Note] = [],
        width: Double = 960
    ) {
        self.title = title
        self.subtitle = subtitle
        self.rows = rows
        self.notesTitle = notesTitle
        self.notes = notes
        self.width = width
    }

    /// The picture as the text of an SVG file.
    public var svg: String { ChartRenderer(self).svg }
}
