/// Where an instruction finds or leaves a value.
struct Operand: Equatable, Hashable {
    enum Space: Int32 {
        /// Of the running frame.
        case register = 0
        /// Of the running code.
        case constant = 1
        /// Of the session.
        case global = 2
    }

    /// The index, then two bits for the space.
    let raw: Int32

    init(_ space: Space, _ index: Int) { raw = Int32(truncatingIfNeeded: index) << 2 | space.rawValue }

    init(raw: Int32) { self.raw = raw }

    static func register(_ index: Int) -> Operand { Operand(.register, index) }

    static let none = Operand(raw: 0)

    var index: Int { Int(raw >> 2) }

    var isRegister: Bool { raw & 3 == Space.register.rawValue }

    var isGlobal: Bool { raw & 3 == Space.global.rawValue }

    /// The register `offset` places further.
    func advanced(by offset: Int) -> Operand { .register(index + offset) }
}

/// One step of a program: an operation on up to three operands and a small number.
struct Instruction {
    let operation: Operation
    /// A count, a flag or an index, by operation.
    var count: UInt16
    var a: Int32
    var b: Int32
    var c: Int32

    init(_ operation: Operation, a: Int32 = 0, b: Int32 = 0, c: Int32 = 0, count: Int = 0) {
        self.operation = operation
        self.count = UInt16(truncatingIfNeeded: count)
        self.a = a
        self.b = b
        self.c = c
    }

    /// The largest ``count``.
    static let mostCounted = Int(UInt16.max)
}

/// What an instruction does. `a`, `b`, `c` are operands unless said otherwise; `a` is usually where the result goes.
enum Operation: UInt8 {
    // Variables
    /// a ← b
    case move
    /// a ← nothing
    case clear
    /// Fails if local a has no value; b numbers its name.
    case checkLocal
    /// Fails if global a has no value; b: index of its name.
    case checkGlobal
    /// a ← b if it has a value, else c.
    case either
    /// a ← a new cell with the value of a
    case makeCell
    /// a ← value of cell b; c: index of its name
    case loadCell
    /// Cell a ← b
    case storeCell
    /// Cell a ← nothing; c: index of its name
    case clearCell

    // Arithmetic: a ← b op c; count 1: in place; 2: in place, and b is a copy of a made for this
    case add, subtract, multiply, divide, floorDivide, modulo, power, leftShift, rightShift, and, or, xor,
        matrixMultiply
    /// a ← op b
    case negate, positive, invert, not

    // Comparison: a ← b op c
    case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual, isIdentical, isNotIdentical, isIn, isNotIn

    // Jumps: the target is a place
    /// To a.
    case jump
    /// To b if a is true, if it is false.
    case jumpIfTrue, jumpIfFalse
    /// To b unless a is the integer `count`.
    case jumpUnlessInteger

    // Building: a ← from `count` registers from b on
    case buildList, buildTuple, buildSet, buildDict, buildString, buildSlice
    /// Adds b to list a.
    case listAppend
    /// Adds all of b to list a.
    case listExtend
    /// Adds `count` registers from b on to list a.
    case listAppendAll
    /// Adds b to set a.
    case setAdd
    /// Adds all of b to set a.
    case setExtend
    /// Dict a[b] ← c
    case dictSet
    /// Adds all of mapping b to dict a; count 1: as arguments of a call.
    case dictMerge
    /// a ← tuple of list b
    case listToTuple
    /// a ← text of b as format c; count: the conversion's code point, or 0
    case format

    // Access
    /// a ← b[c]
    case getItem
    /// a[b] ← c
    case setItem
    /// del a[b]
    case deleteItem
    /// a ← b.name; c: index of the name
    case getAttribute
    /// a.name ← b; c: index of the name
    case setAttribute
    /// del a.name; c: index of the name
    case deleteAttribute
    /// `count` registers from a on ← the items of b
    case unpack
    /// `count` registers from a on ← the first of b, then a list, then the last c (a number)
    case unpackRest

    // Iteration
    /// a ← iter(b)
    case getIterator
    /// a ← next of iterator b, and jump to c; go on at its end.
    case next

    // Calls
    /// a ← b(count registers from c on)
    case call
    /// As call; count: index of the shape that tells positional arguments from named ones.
    case callNamed
    /// a ← b(*c, **next register)
    case callSpread
    /// Fails if the register c has no method (name index b).
    case checkMethod
    /// a ← method (name index b) of the register c, with `count` registers behind it as arguments.
    case callMethod
    /// Ends the function with value a.
    case returnValue
    /// Ends a class body with its names.
    case returnNames
    /// Gives b to whoever asked; a ← what is sent back.
    case yield
    /// Gives all of iterator b to whoever asks; a ← its result. Register behind b: what is sent back.
    case yieldFrom

    // Definitions
    /// a ← function of code b (an index); registers from c on: defaults.
    case makeFunction
    /// a ← class of code b (an index); c: tuple of bases.
    case makeClass
    /// a ← super() of class cell b and first argument c.
    case makeSuper
    /// a ← module; b: index of the name; count 1: the outermost of `a.b.c`.
    case importModule
    /// a ← what module b (an index of a name) has under the name c.
    case importName

    // Exceptions
    /// Raises a, from b if count is 1.
    case raise
    /// Raises a again.
    case raiseAgain
    /// Raises AssertionError with message a; count 0: without.
    case raiseAssertion
    /// a ← whether exception b is of type c
    case matchException

    // Patterns: a ← whether …
    /// … b is a sequence of c (a number) items; count 1: or more
    case matchSequence
    /// … b is a mapping
    case matchMapping
    /// … b is an instance of c
    case matchInstance
    /// a ← the attribute of b that stands at place `count` in the pattern of class c; nothing where there is none.
    case matchArgument
    /// Jumps to b if a has no value.
    case jumpIfUndefined
    /// a ← attribute of b, or nothing; c: index of the name
    case findAttribute

    // Interpreter
    /// Notes a as the value of the program.
    case noteResult
}

extension Operation {
    init(_ operation: BinaryOperator) {
        self =
            switch operation {
            case .add: .add
            case .subtract: .subtract
            case .multiply: .multiply
            case .divide: .divide
            case .floorDivide: .floorDivide
            case .modulo: .modulo
            case .power: .power
            case .leftShift: .leftShift
            case .rightShift: .rightShift
            case .and: .and
            case .or: .or
            case .xor: .xor
            case .matrixMultiply: .matrixMultiply
            }
    }

    init(_ operation: UnaryOperator) {
        self =
            switch operation {
            case .negate: .negate
            case .positive: .positive
            case .invert: .invert
            }
    }

    init(_ comparison: Comparison) {
        self =
            switch comparison {
            case .equal: .equal
            case .notEqual: .notEqual
            case .less: .less
            case .lessOrEqual: .lessOrEqual
            case .greater: .greater
            case .greaterOrEqual: .greaterOrEqual
            case .isIdentical: .isIdentical
            case .isNotIdentical: .isNotIdentical
            case .isIn: .isIn
            case .isNotIn: .isNotIn
            }
    }

    /// The field of an instruction that holds the place of its jump.
    var jumpField: WritableKeyPath<Instruction, Int32>? {
        switch self {
        case .jump: \.a
        case .jumpIfTrue, .jumpIfFalse, .jumpUnlessInteger, .jumpIfUndefined: \.b
        case .next: \.c
        default: nil
        }
    }
}
