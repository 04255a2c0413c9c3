import Testing
import ToolUse

/// Programs with what python3 prints for them and the exception that ends them.
struct InterpreterTests {
    @Test(
        arguments: [
            ("print('strawberry'.count('r'), 'ubiquitous'[2::3], 'hello'[::-1])", "3 iiu olleh\n", nil),
            (
                "print(9.11 > 9.9, 0.1 + 0.2, 1e16, -7 // 2, -7 % 3, 2 ** -1)",
                "False 0.30000000000000004 1e+16 -4 2 0.5\n", nil
            ),
            (
                "print(2 ** 200, (10 ** 30) // 7, int('9' * 25) + 1)",
                "1606938044258990275541962092341162602522202993782792835301376 142857142857142857142857142857 10000000000000000000000000\n",
                nil
            ),
            ("print([w for q in [1] for w in w % 4])", "", "UnboundLocalError"),
            ("print(round(-2**63, -2**63), round(5, -2**63), round(1.5, -2**63), round(15, -1))", "0 0 0.0 20\n", nil),
            ("print((13 - 2 * 2) / 3, round(2.5), round(2.675, 2), divmod(-7, 3))", "3.0 2 2.67 (-3, 2)\n", nil),
            (
                "print(f'{3.14159:.2f} {1234567:,} {255:x} {\"a\":>4}|', '%05d' % 42)",
                "3.14 1,234,567 ff    a| 00042\n", nil
            ),
            (
                "def f(n):\n    return 1 if n < 2 else n * f(n - 1)\nprint([f(i) for i in range(8)], {k: v for k, v in zip('ab', (1, 2))})",
                "[1, 1, 2, 6, 24, 120, 720, 5040] {'a': 1, 'b': 2}\n", nil
            ),
            (
                "a, *b = [1, 2, 3]\nb[0:1] = [7, 8]\nprint(a, b, sorted({3, 1, 2}, reverse=True))",
                "1 [7, 8, 3] [3, 2, 1]\n", nil
            ),
            (
                "try:\n    [][1]\nexcept IndexError as e:\n    print('caught', e)\nfinally:\n    print('done')",
                "caught list index out of range\ndone\n", nil
            ),
            ("from collections import Counter\nprint(Counter('banana').most_common(2))", "[('a', 3), ('n', 2)]\n", nil),
            (
                "def g():\n    for i in range(3):\n        yield i * i\nprint(list(g()), sum(g()), max('abc'))",
                "[0, 1, 4] 5 c\n", nil
            ),
            (
                "class A:\n    def __init__(self, x):\n        self.x = x\n    def __repr__(self):\n        return f'A({self.x})'\nprint([A(1), A(2)])",
                "[A(1), A(2)]\n", nil
            ),
            ("print(1 / 0)", "", "ZeroDivisionError"),
            ("print([1, 2][5])", "", "IndexError"),
            ("print(undefined)", "", "NameError"),
            ("print('a' + 1)", "", "TypeError"),
            ("assert 1 == 2, 'no'", "", "AssertionError"),
        ] as [(String, String, String?)])
    func programsDoWhatPythonDoes(source: String, output: String, exception: String?) {
        let result = Interpreter().run(source)
        #expect(result.output == output && result.error?.type == exception)
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "while True: pass", "[0] * 10 ** 10", "'a' * 10 ** 12", "10 ** 10 ** 10", "1 << 10 ** 9",
            "'%1000000000d' % 1",
            "f'{1:>9999999999}'", "def f(): return f()\nf()", "x = [1]\nwhile True: x += x",
            "s = 'ab'\nwhile True: s += s",
            "while True: print('x' * 1000)",
        ])
    func nothingRunsAway(source: String) {
        #expect(Interpreter().run(source).ending != .finished)
    }

    @Test func nestingDoesNotOverflow() {
        #expect(Interpreter().run(String(repeating: "(", count: 100_000)).error?.type == "SyntaxError")
    }

    /// Values nested in each other go one by one: their end does not nest.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "t = (t,)", "t = [t]", "t = {1: t}", "t = w(t)", "t = A(t)", "t = map(abs, t)", "t = [t].append",
            "t = ValueError(t)", "t = partial(print, t)", "t = deque([t])", "t = slice(t, t)", "t = property(t)",
            "t = chain(t, t)", "t = started(t)", "u = [t]; t.append(u); t = u", "t = P(t)",
        ])
    func endsDoNotNest(step: String) {
        let source = """
            from collections import deque, namedtuple
            from functools import partial
            from itertools import chain
            P = namedtuple('P', 'a')
            class A:
                def __init__(self, t): self.t = t
            def w(f): return lambda: f
            def g(p):
                yield p
            def started(p):
                x = g(p)
                next(x)
                return x
            t = []
            for i in range(60_000): \(step)
            """
        #expect(Interpreter().run(source).ending == .finished)
    }
}
