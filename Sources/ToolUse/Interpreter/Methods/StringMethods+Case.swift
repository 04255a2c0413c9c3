extension Methods {
    /// A method of str. The body gets the text.
    static func text(
        _ name: String, _ signature: Signature = "", _ body: @escaping (Scalars, Call) throws -> Value
    ) -> NativeFunction {
        of("str", { if case .string(let text) = $0 { text.scalars } else { nil } }, name, signature) { text, call in
            try call.machine.spend(text.count / 16)
            return try body(text, call)
        }
    }

    static let string: [NativeFunction] =
        subscriptable + stringCase + stringTests + stringSearch + stringParts + stringPadding + stringFormatting

    /// Upper and lower case.
    private static let stringCase: [NativeFunction] = [
        mapping("upper") { text in
            text.flatMap { $0.isASCII ? [$0.asciiUpper] : Scalars($0.properties.uppercaseMapping) }
        },
        mapping("lower") { text in
            text.flatMap { $0.isASCII ? [$0.asciiLower] : Scalars($0.properties.lowercaseMapping) }
        },
        mapping("casefold") { text in
            text.flatMap { $0 == "ß" ? ["s", "s"] : Scalars($0.properties.lowercaseMapping) }
        },
        mapping("swapcase") { text in
            text.flatMap { scalar in
                Scalars(
                    scalar.properties.isUppercase
                        ? scalar.properties.lowercaseMapping : scalar.properties.uppercaseMapping)
            }
        },
        mapping("title") { text in
            var result: Scalars = []
            var isInside = false
            for scalar in text {
                result += Scalars(isInside ? scalar.properties.lowercaseMapping : scalar.properties.titlecaseMapping)
                isInside = scalar.properties.isCased
            }
            return result
        },
        mapping("capitalize") { text in
            guard let first = text.first else { return [] }
            return Scalars(first.properties.titlecaseMapping)
                + text.dropFirst().flatMap { Scalars($0.properties.lowercaseMapping) }
        },
    ]

    private static func mapping(_ name: String, _ map: @escaping (Scalars) -> Scalars) -> NativeFunction {
        text(name) { text, call in
            try call.machine.heap.check(text.count, of: 2 * StringObject.scalarSize)
            try call.machine.spend(text.count / 2)
            return try call.machine.string(map(text))
        }
    }

    /// Questions about all characters.
    private static let stringTests: [NativeFunction] = [
        test("isalpha") { $0.isLetter },
        test("isdecimal") { $0.decimalValue != nil },
        test("isdigit") { $0.properties.numericType == .decimal || $0.properties.numericType == .digit },
        test("isnumeric") { $0.properties.numericType != nil },
        test("isalnum") { $0.isLetter || $0.properties.numericType != nil },
        test("isspace") { $0.isBlank },
        test("isprintable", ofEmpty: true) { $0.isPrintable },
        test("isascii", ofEmpty: true) { $0.isASCII },
        text("isidentifier") { text, _ in
            .bool((text.first?.isNameStart ?? false) && text.allSatisfy(\.isNamePart))
        },
        text("isupper") { text, _ in
            .bool(
                text.contains { $0.properties.isUppercase }
                    && !text.contains { $0.properties.isLowercase || $0.properties.generalCategory == .titlecaseLetter }
            )
        },
        text("islower") { text, _ in
            .bool(
                text.contains { $0.properties.isLowercase }
                    && !text.contains { $0.properties.isUppercase || $0.properties.generalCategory == .titlecaseLetter }
            )
        },
        text("istitle") { text, _ in
            var (hasWord, isInside) = (false, false)
            for scalar in text {
                let isUpper = scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter
                if isUpper ? isInside : scalar.properties.isLowercase && !isInside { return .bool(false) }
                isInside = isUpper || scalar.properties.isLowercase
                hasWord = hasWord || isInside
            }
            return .bool(hasWord)
        },
    ]

    private static func test(
        _ name: String, ofEmpty: Bool = false, _ holds: @escaping (Unicode.Scalar) -> Bool
    ) -> NativeFunction {
        text(name) { text, call in
            try call.machine.spend(text.count / 4)
            return .bool(text.isEmpty ? ofEmpty : text.allSatisfy(holds))
        }
    }
}

extension Unicode.Scalar {
    fileprivate var asciiUpper: Unicode.Scalar { ("a"..."z").contains(self) ? Unicode.Scalar(UInt8(value - 32)) : self }
    fileprivate var asciiLower: Unicode.Scalar { ("A"..."Z").contains(self) ? Unicode.Scalar(UInt8(value + 32)) : self }
}
