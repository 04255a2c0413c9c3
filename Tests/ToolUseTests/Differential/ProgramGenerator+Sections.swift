extension ProgramGenerator {
    mutating func functionSection() {
        let name = fresh("f")
        let (a, b) = (smallInt(), smallInt())
        switch dice.roll(0...3) {
        case 0:
            block("def \(name)(x, y=\(a), *args, k=\(b), **named):") { inner in
                inner.emit("print(x, y, args, k, named)")
                inner.emit("return x")
            }
            emit("\(name)(\(expression(.int, 2)))")
            emit(
                "\(name)(\(expression(.int, 1)), \(expression(.text, 1)), \(expression(.int, 1)), k=\(expression(.text, 1)), z=3)"
            )
            emit("\(name)(*\(expression(.ints, 1)), **{'k': \(smallInt()), 'w': 1})")
            if dice.chance(30) { emit("\(name)(\(dice.pick(["", "1, x=2", "y=1", "k=2"])))") }
        case 1:
            block("def \(name)(x):") { inner in
                inner.variables = inner.variables.filter { !$0.name.hasPrefix("i") } + [("x", .int)]
                inner.block("for i in range(4):") { loop in
                    loop.block("try:") { body in
                        body.emit(
                            "if i == x % 4: \(body.dice.pick(["return i", "break", "continue", "raise ValueError(i)"]))"
                        )
                        body.emit("print(\(body.expression(.int, 2)))")
                    }
                    loop.block("finally:") { $0.emit("print('f', i)") }
                }
                inner.emit("return \(inner.expression(.int, 2))")
            }
            emit("print(\(name)(\(expression(.int, 1))))")
            functions.append(name)
        case 2:
            block("def \(name)(a, b=2, /, c=3, *, d=4):") { $0.emit("return [a, b, c, d]") }
            emit(
                "print(\(name)(\(dice.pick(["1", "1, 2", "1, c=5", "1, 2, 3, d=9", "1, 2, 3, 4", "a=1", "1, b=3", "d=1"]))))"
            )
        default:
            block("def \(name)(n):") { inner in
                inner.emit("total = 0")
                inner.block("for q in range(n):") { $0.emit("total += q * \(a) + \(b)") }
                inner.emit("return total")
            }
            emit("print(\(name)(\(dice.roll(0...9))))")
            functions.append(name)
        }
    }

    mutating func generatorSection() {
        let name = fresh("g")
        block("def \(name)(n):") { inner in
            inner.emit("got = None")
            inner.block("for i in range(n):") { loop in
                loop.emit("got = yield i * \(loop.smallInt())")
                loop.emit("if got: print('got', got)")
            }
            if inner.dice.chance(50) { inner.emit("yield from \(inner.expression(.ints, 2))") }
            if inner.dice.chance(50) { inner.emit("return \(inner.expression(.int, 1))") }
        }
        switch dice.roll(0...4) {
        case 0: emit("print(list(\(name)(\(dice.roll(0...4)))))")
        case 1:
            emit("g = \(name)(3)")
            emit("print(next(g), g.send('x'), next(g, 'end'), list(g))")
        case 2: emit("print(sum(\(name)(4)), [*\(name)(2)], max(\(name)(3), default=0))")
        case 3:
            emit("g = \(name)(1)")
            block("while True:") { inner in
                inner.block("try:") { $0.emit("print(next(g))") }
                inner.block("except StopIteration as stop:") { handler in
                    handler.emit("print('stop', stop.value)")
                    handler.emit("break")
                }
            }
        default: emit("print({q: i for i, q in enumerate(\(name)(3))}, list(zip(\(name)(3), 'abc')))")
        }
    }

    mutating func classSection() {
        let (base, derived) = (fresh("A"), fresh("B"))
        block("class \(base):") { inner in
            inner.emit("count = 0")
            inner.block("def __init__(self, x, y=\(inner.smallInt())):") { body in
                body.emit("self.x, self.y = x, y")
                body.emit("\(base).count += 1")
            }
            inner.block("def __repr__(self):") { $0.emit("return f'\(base)({self.x!r}, {self.y})'") }
            inner.block("def __add__(self, other):") { $0.emit("return type(self)(self.x + other.x, self.y)") }
            inner.block("def __eq__(self, other):") {
                $0.emit("return isinstance(other, \(base)) and self.x == other.x")
            }
            inner.block("def __lt__(self, other):") { $0.emit("return self.x < other.x") }
            inner.block("def __len__(self):") { $0.emit("return abs(self.y)") }
            inner.emit("@property")
            inner.block("def double(self):") { $0.emit("return self.x * 2") }
            inner.emit("@staticmethod")
            inner.block("def helper(q):") { $0.emit("return q + 1") }
            inner.emit("@classmethod")
            inner.block("def make(cls, q):") { $0.emit("return cls(q)") }
        }
        block("class \(derived)(\(base)):") { inner in
            inner.block("def __init__(self, x):") { $0.emit("super().__init__(x, \($0.smallInt()))") }
            if inner.dice.chance(50) { inner.block("def __str__(self):") { $0.emit("return 'B' + str(self.x)") } }
            inner.block("def __getitem__(self, i):") { $0.emit("return [self.x, self.y][i]") }
            if inner.dice.chance(50) { inner.block("def __call__(self, q):") { $0.emit("return q * 2") } }
        }
        emit("a, b = \(base)(\(expression(.int, 2))), \(derived)(\(expression(.int, 2)))")
        for _ in 0..<dice.roll(2...5) {
            emit(
                "print("
                    + dice.pick([
                        "a, b", "str(b), repr(b)", "a + b, type(a + b).__name__", "a == b, a != b, a < b, b > a",
                        "len(a), bool(b)",
                        "a.double, b.double", "\(base).count", "b[0], b[-1]", "b[2]", "list(b)", "sorted([b, a])",
                        "b(3)",
                        "\(derived).make(4), \(base).helper(2)",
                        "isinstance(b, \(base)), issubclass(\(base), \(derived))",
                        "hasattr(a, 'x'), getattr(a, 'z', 0)", "a.z", "[a, b].index(b)", "a in [b]", "{1: a}", "a <= b",
                        "max(a, b)",
                        "f'{a} {b!s:>9} {a!r}'", "a(1)", "type(b).__mro__[1].__name__", "vars(a)",
                    ]) + ")")
        }
    }

    mutating func exceptionSection() {
        let name = fresh("E")
        block("class \(name)(\(dice.pick(["Exception", "ValueError", "KeyError"]))):") { inner in
            if inner.dice.chance(50) {
                inner.block("def __init__(self, code):") { body in
                    body.emit("super().__init__(f'code {code}')")
                    body.emit("self.code = code")
                }
            }
        }
        let raised = dice.pick([
            "\(name)(\(expression(.int, 1)))", "ValueError('bad')", "KeyError('k')", "1 // 0", "int('x')", "[][1]",
            "{}['q']", "None.x",
            "undefined_name", "'a' + 1", "len(3)", "assert_it", "TypeError(1, 2)", "RuntimeError()", "StopIteration(4)",
        ])
        let isExpression =
            !raised.contains("(") || raised.hasPrefix("int") || raised.hasPrefix("len") || raised.contains("//")
        block("try:") { inner in
            inner.block("try:") { $0.emit(isExpression ? "print(\(raised))" : "raise \(raised)") }
            let types = ["ValueError", name, "(KeyError, TypeError)", "ZeroDivisionError", "LookupError"]
            inner.block("except \(inner.dice.pick(types)) as e:") { handler in
                handler.emit("print('inner', type(e).__name__, e, e.args)")
                if handler.dice.chance(40) {
                    handler.emit(handler.dice.pick(["raise", "raise TypeError('again') from e", "raise e"]))
                }
            }
            if inner.dice.chance(50) { inner.block("else:") { $0.emit("print('else')") } }
            if inner.dice.chance(60) { inner.block("finally:") { $0.emit("print('cleanup')") } }
        }
        block("except Exception as e:") { $0.emit("print('outer', type(e).__name__, isinstance(e, \(name)))") }
        emit("print('after')")
    }

    mutating func closureSection() {
        let name = fresh("c")
        block("def \(name)(start):") { inner in
            inner.emit("n, log = start, []")
            inner.block("def step(by=\(inner.smallInt())):") { body in
                body.emit("nonlocal n")
                body.emit("n \(body.dice.pick(["+=", "-=", "*="])) by")
                body.emit("log.append(n)")
                body.emit("return n")
            }
            inner.emit("return step, log, lambda: n, [lambda q: q + i for i in range(2)]")
        }
        emit("step, log, peek, adders = \(name)(\(expression(.int, 2)))")
        emit("print(step(), step(\(smallInt())), peek(), log, [f(10) for f in adders])")
        let counter = fresh("n")
        emit("\(counter) = 0")
        block("def bump():") { inner in
            inner.emit("global \(counter)")
            inner.emit("\(counter) += 1")
            inner.emit("return \(counter)")
        }
        emit("print(bump() + bump() * 10, \(counter), [bump() for _ in range(3)], (lambda: \(counter))())")
        if dice.chance(30) {
            block("def local():") { inner in
                inner.emit("print(\(counter))")
                if inner.dice.chance(50) { inner.emit("\(counter) = 5") }
            }
            emit("local()")
        }
    }

    mutating func recursionSection() {
        let name = fresh("r")
        switch dice.roll(0...3) {
        case 0:
            block("def \(name)(n, memo={}):") { inner in
                inner.emit("if n < 2: return n")
                inner.emit("if n not in memo: memo[n] = \(name)(n - 1) + \(name)(n - 2)")
                inner.emit("return memo[n]")
            }
            emit("print(\(name)(\(dice.roll(0...200))))")
        case 1:
            block("def \(name)(items):") {
                $0.emit("return [q for x in items for q in (\(name)(x) if isinstance(x, list) else [x])]")
            }
            emit("print(\(name)([1, [2, \(expression(.ints, 1)), [[4]]], []]))")
        case 2:
            emit("def \(name)(n): return 1 + \(name)(n + 1)")
            // Python's message tells where it noticed, which is nobody's business.
            block("try:") { $0.emit("\(name)(0)") }
            block("except RecursionError:") { $0.emit("print('too deep')") }
        default:
            block("def \(name)(s):") { inner in
                inner.emit("if len(s) <= 1: yield s")
                inner.block("else:") { body in
                    body.block("for i, c in enumerate(s):") {
                        $0.emit("yield from (c + r for r in \(name)(s[:i] + s[i+1:]))")
                    }
                }
            }
            emit("print(list(\(name)(\(expression(.text, 1))[:3])))")
        }
    }
}
