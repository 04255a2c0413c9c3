/// Questions of graded difficulty, put under several conditions: what the suites of the talk have in common.
public struct Suite: Sendable, Equatable {
    /// Questions that are drawn in one panel.
    public struct Family: Codable, Sendable, Equatable {
        /// Its name; empty where there is only one.
        public var name: String
        /// What grows along the axis.
        public var axis: String
        /// Whether the axis is logarithmic.
        public var isLogarithmic: Bool
        /// What tables call places on the axis that stand for more than one number.
        public var marks: [Mark]

        /// A place on the axis and what it stands for.
        public struct Mark: Codable, Sendable, Equatable {
            /// The place.
            public var x: Double
            /// What it stands for.
            public var text: String
        }

        /// A family.
        public init(_ name: String = "", axis: String, isLogarithmic: Bool = false, marks: [Mark] = []) {
            self.name = name
            self.axis = axis
            self.isLogarithmic = isLogarithmic
            self.marks = marks
        }
    }

    /// The word for it on the command line.
    public var name: String
    /// The heading of its picture.
    public var title: String
    /// The panels, in order.
    public var families: [Family]
    /// What is asked.
    public var questions: [SuiteQuestion]
    /// How it is asked.
    public var conditions: [Condition]
    /// What explains the result.
    public var notes: [SuiteNote]
}

/// A remark that belongs to a result.
public struct SuiteNote: Codable, Sendable, Equatable {
    /// What it is about.
    public var label: String
    /// The remark.
    public var text: String

    /// A remark.
    public init(_ label: String, _ text: String) {
        self.label = label
        self.text = text
    }
}
