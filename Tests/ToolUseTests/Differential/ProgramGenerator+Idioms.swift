extension ProgramGenerator {
    /// Some of many short pieces that each show one habit of the language.
    mutating func idiomSection() {
        for _ in 0..<dice.roll(2...5) {
            switch dice.roll(0...5) {
            case 0: controlFlow()
            case 1: bindings()
            case 2: calls()
            case 3: sequences()
            case 4: tables()
            default: numbers()
            }
        }
    }

    private mutating func lines(_ text: String) {
        for line in text.split(separator: "\n") { emit(String(line)) }
    }

    private mutating func controlFlow() {
        let (a, b) = (dice.roll(0...6), dice.roll(0...6))
        lines(
            dice.pick([
                "for i in range(\(a)):\n    if i == \(b): break\n    print(i, end=' ')\nelse: print('all')",
                "n = \(a)\nwhile n:\n    n -= 1\n    if n == \(b): break\nelse: print('down')\nprint(n)",
                "def t(x):\n    try: return 10 // x\n    except ZeroDivisionError: return 'zero'\n    finally: print('end', x)\nprint(t(\(a)), t(\(b)))",
                "def t():\n    for i in range(5):\n        try:\n            if i == \(a): continue\n            if i == \(b): return i\n        finally: print('f', i)\nprint(t())",
                "def t():\n    try: raise KeyError(\(a))\n    finally: return 'swallowed'\nprint(t())",
                "def t():\n    while True:\n        try: break\n        finally: print('out')\n    return 1\nprint(t())",
                "try:\n    try: {}[\(a)]\n    except KeyError as e: raise ValueError('v') from e\nexcept ValueError as e: print(repr(e.__cause__))",
                "try:\n    try: 1 / 0\n    finally: [][\(a)]\nexcept IndexError as e: print(e)",
                "class M:\n    def __enter__(self): print('in'); return self\n    def __exit__(self, t, v, tb): print('out', t.__name__ if t else t, v); return \(dice.pick(["True", "False"]))\nwith M() as m, M(): print(\(a) // (\(b) % 2))\nprint('after')",
                "if (n := \(expression(.int, 1))) > \(a) or (n := -n) == \(b): print('yes', n)\nelse: print('no', n)",
                "print([t for q in \(expression(.ints, 1)) if (t := q \(dice.pick(["%", "+", "//"])) \(dice.roll(1...7))) > \(b)])",
                "xs = \(expression(.ints, 1))\nwhile (n := len(xs)) > \(a): xs.pop()\nprint(n, xs)",
                "for i, (q, *r) in enumerate(['\(a)b', 'xyz', 'q']): print(i, q, r)",
                "def f(x): print('f', x); return x\nprint(f(\(a)) < f(\(b)) < f(3), f(0) or f(\(a)) and f(2), f(1) if f(\(b)) else f(9))",
                "def f(x): print(x, end=';'); return x\nd = {f('k'): f(1), f('l'): f(2)}\nd[f('m')] = f(\(a))\nprint([f(1), f(2)][f(0)], d)",
                "x = [1, 2, 3]\nfor q in x:\n    if len(x) < 6: x.append(q * 2)\nprint(x)",
                "d = {'a': 1, 'b': 2}\nfor k in d: d[k + 'x'] = \(a)",
                "s = {1, 2}\nfor k in s: s.add(k + \(a + 10))",
                "assert \(a) < \(b), f'{\(a)} is not below {\(b)}'",
                "del undefined\(a)", "x = \(a)\ndel x\nprint(x)",
                "raise \(dice.pick(["Exception", "ValueError('x', 1)", "KeyError('k')", "StopIteration", "NotImplementedError('later')"]))",
                "def f(n): return n if n < 1 else f(n - 1) + f(n - 2) if n > 1 else 1\nprint(f(\(a + 4)))",
            ]))
    }

    private mutating func bindings() {
        let (a, b) = (smallInt(), smallInt())
        lines(
            dice.pick([
                "a, b = \(a), \(b)\na, b = b, a + b\nprint(a, b)", "a = b = [\(a)]\nb += [\(b)]\nprint(a is b, a)",
                "a, (b, *c), d = 1, \(expression(.ints, 1)), 'z'\nprint(a, b, c, d)", "(a), = [\(a)]\nprint(a)",
                "x = [0, 1, 2]\ni = 0\ni, x[i] = 1, \(a)\nprint(i, x)", "[a, [b, c]] = [\(a), 'xy']\nprint(a, b, c)",
                "x = \(expression(.ints, 1))\n*x[:], = \(expression(.ints, 1))\nprint(x)",
                "a = 1\ndef f():\n    global a\n    a += \(a)\n    return a\nprint(f(), f(), a)",
                "def f():\n    x = 1\n    def g():\n        nonlocal x\n        x *= \(a)\n        return x\n    return g(), g(), x\nprint(f())",
                "fs = [lambda: i for i in range(3)]\nprint([f() for f in fs], [f() for f in [lambda i=i: i for i in range(3)]])",
                "def f(x=[]):\n    x.append(\(a))\n    return x\nprint(f(), f(), f([\(b)]))",
                "x = 5\nprint([x for x in range(3)], x)",
                "class C:\n    x = 1\n    y = [x for _ in range(2)]\nprint(C.y)",
                "x: int = \(a)\ny: 'str'\nprint(x)", "def f(): print(v)\nv = \(a)\nf()",
                "x = y = \(a); x += 1; print(x, y)",
                "x = (1, [2])\ntry: x[1] += [\(a)]\nexcept TypeError as e: print(e)\nprint(x)",
                "def f():\n    print(w)\n    w = 1\nf()", "x = '\\\n'\nprint(repr(x), \"a\" 'b' f'{\(a)}')",
                "print(\(a) if \(b) else 0, not \(a), \(a) and \(b), \(a) or \(b), \(a) is None)",
                "print(1 < 2 == 2 > 0, 1 == 1.0 == True, (1 < 3) < 2, \(a) != \(b) != \(a))",
                "print(f'{\(a)=} {\(b)!r:>5} {{}} {\"x\":*^{3 + 4}} {(lambda q: q * 2)(3)}')",
                "print(f'''{\n\(a)\n:>{5}}|''', f\"{'a' 'b'}\", f'{[1, 2][0]}{ {1: 2}[1] }')",
            ]))
    }

    private mutating func calls() {
        let (a, b) = (smallInt(), smallInt())
        lines(
            dice.pick([
                "def f(a, *b, c=\(a), **d): return a, b, c, d\nprint(f(1), f(*[1, 2], 3, c=4, e=5), f(**{'a': 1, 'z': 2}))",
                "def f(a, b): pass\nf(\(dice.pick(["1", "1, 2, 3", "1, b=2, c=3", "1, a=2", "", "b=1"])))",
                "def f(*, k): return k\nprint(f(k=\(a)))\nf(\(dice.pick(["1", "", "j=1"])))",
                "def deco(g):\n    def inner(*a, **k):\n        print('call', a, k)\n        return g(*a, **k)\n    return inner\n@deco\ndef f(x, y=2): return x + y\nprint(f(\(a)), f(1, y=\(b)))",
                "def times(n):\n    def deco(g): return lambda *a: [g(*a) for _ in range(n)]\n    return deco\n@times(2)\n@times(\(dice.roll(0...3)))\ndef f(x): return x\nprint(f(\(a)))",
                "print((lambda *a, k=1, **d: (a, k, d))(\(a), k=\(b), z=1), (lambda: 1)(), (lambda x, /, y: x - y)(\(a), y=\(b)))",
                "from functools import wraps, reduce, lru_cache\ndef d(g):\n    @wraps(g)\n    def w(*a): return g(*a)\n    return w\n@d\ndef named(): 'doc'\nprint(named.__name__)",
                "def gen():\n    try:\n        x = yield \(a)\n        print('got', x)\n        yield \(b)\n    except ValueError as e: print('thrown', e); yield 'v'\n    finally: print('closed')\ng = gen()\nprint(next(g), \(dice.pick(["g.send(3)", "g.throw(ValueError('t'))", "g.close()", "list(g)", "next(g)"])))\ng.close()",
                "def inner():\n    r = yield 1\n    return r\ndef outer():\n    r = yield from inner()\n    print('r', r)\n    yield r\ng = outer()\nprint(next(g), g.send(\(a)))",
                "def count():\n    n = \(a)\n    while True:\n        yield n\n        n += 1\nfrom itertools import islice, takewhile\nprint(list(islice(count(), 3)), list(takewhile(lambda q: q < \(b), count())))",
                "g = (q * q for q in range(4))\nprint(next(g), sum(g), list(g), next(g, 'none'))",
                "print(sum(q for q in \(expression(.ints, 1))), max((q for q in \(expression(.ints, 1))), default=0), any(q > 3 for q in \(expression(.ints, 1))))",
                "it = iter([1, 2, 3])\nprint(list(zip(it, it)), next(it, None))",
                "def f(n):\n    if n == 0: raise ValueError('deep')\n    f(n - 1)\nf(\(dice.roll(0...4)))",
                "print(callable(print), callable(\(a)), isinstance(len, object), (lambda: 0).__name__, type(print).__name__)",
                "print(list(map(lambda q, w: q * w, \(expression(.ints, 1)), \(expression(.ints, 1)))), list(map(str, \(expression(.ints, 1)))))",
                "compose = lambda *fs: lambda x: [x := f(x) for f in fs][-1]\nprint(compose(abs, lambda q: q + 1, str)(\(a)))",
                "add = lambda a: lambda b: lambda c: a + b * c\nprint(add(1)(\(a))(\(b)))",
            ]))
    }

    private mutating func sequences() {
        let (xs, ts) = (expression(.ints, 1), expression(.texts, 1))
        let text = expression(.text, 1)
        lines(
            dice.pick([
                "x = list(range(10))\nx[\(dice.roll(-4...4))::\(dice.pick(["2", "-2", "3", "-1"]))] = \(xs)\nprint(x)",
                "x = list(range(10))\ndel x[\(slice())]\nprint(x)",
                "x = list(range(8))\nx[\(slice())] = \(xs)\nprint(x)",
                "x = \(xs)\nx[\(slice())] *= 2\nprint(x)",
                "print(\(text)[\(slice())], \(xs)[\(slice())], range(10)[\(slice())])",
                "print(sorted(\(ts), key=lambda q: (len(q), q)), sorted(\(ts), key=str.lower, reverse=True))",
                "x = [('b', 1), ('a', 2), ('c', 1), ('a', 0)]\nx.sort(key=lambda p: p[\(dice.roll(0...1))]\(dice.pick(["", "", "), reverse=(1 > 0"])))\nprint(x, sorted(x), min(x), max(x, key=lambda p: p[1]))",
                "print(sorted([3, 'a', 1]))",
                "print(sorted([2.5, True, -1, 10**20, float('-inf')]), sorted('héllo wörld'))",
                "print([(x, y) for x in \(xs)[:3] for y in range(x % 3) if x != y], [[y for y in range(x)] for x in range(3)])",
                "print({x: [y for y in range(x % 4)] for x in \(xs)}, sorted({x % 3 for x in \(xs)}), tuple(x for x in \(xs)))",
                "m = [[1, 2, 3], [4, 5, 6]]\nprint(list(zip(*m)), [list(r) for r in zip(*m)], [x for r in m for x in r], m[1][::-1])",
                "g = [[0] * 3 for _ in range(2)]\ng[0][1] = \(smallInt())\nh = [[0] * 2] * 2\nh[0][0] = 1\nprint(g, h)",
                "print(\(text).split(), \(text).partition(' '), \(text).title(), ' '.join(reversed(\(text).split())))",
                "print(\(text).translate(str.maketrans('abc', 'xyz', ' ')), \(text).translate({97: 'A', 98: None}))",
                "print([c for c in \(text) if c.isalpha()], \(text)[::-1], \(text) == \(text)[::-1], len(set(\(text))))",
                "print(\(text).encode().hex() if False else \(text).isidentifier(), ascii(\(text)), repr(\(text)), \(text).center(20, '-'))",
                "print('%-10s|%5.1f|%03d|%x|%e|%%|%c' % (\(text), \(expression(.float, 1)), \(smallInt()), abs(\(smallInt())), 12345.678, 'q'))",
                "print('{:>8}|{:<8}|{:^8}|{:08.3f}|{:+d}|{:,}'.format(\(text), \(xs).__len__(), 'mid', \(expression(.float, 1)), \(smallInt()), \(expression(.int, 1))))",
                "print('{a}{b[0]}{c[k]}'.format(a=1, b=\(ts), c={'k': 2}), '{0}{1}{0}'.format(1, 2), '{:{}}'.format('x', 5))",
                "a = \(xs)\nprint(a.count(1), 1 in a, a + [1], a * 2, a == list(a), a is a[:], a < [5], a[-1:], a[9:])",
                "a = [3, 1, 2]\nprint(a.sort(), a, a.reverse(), a, a.index(2), a.insert(-1, 9), a, a.pop(0), a.extend('xy'), a)",
                "print(list(enumerate('abc', \(smallInt()))), list(zip('abc', \(xs))), list(reversed(\(ts))), list(filter(None, [0, 1, '', 'a'])))",
                "print([*range(3), *'ab'], {**{'a': 1}, 'b': 2}, (*(1, 2), 3), list(zip([1, 2], 'ab', strict=True)))",
                "print(','.join(map(str, \(xs))), list('abc'), tuple('ab'), 'a-b-c'.rsplit('-', 1), 'abc'.find('z'), 'aXbX'.replace('X', '', 1))",
                "for line in 'one\\n\\ntwo\\r\\nthree'.splitlines(): print(repr(line), len(line), line.upper(), line.strip('eo'))",
                "print('abc' < 'abd', 'Z' < 'a', [1, 2] < [1, 3], (1, 'a') < (1, 'b'), 'a' in 'cab', '' in 'x', 'abc' * 0 == '')",
                "x = \(xs)\ny = x[:]\ny.append(1)\nz = x\nz.append(2)\nprint(x, y, z is x, [1] * 3, [[]] * 2)",
            ]))
    }

    private mutating func tables() {
        let (d, xs, s) = (expression(.dict, 1), expression(.ints, 1), expression(.set, 1))
        lines(
            dice.pick([
                "d = \(d)\nfor k, v in d.items(): print(k, v)\nprint(list(d), list(d.values()), len(d), 'a' in d)",
                "d = {'b': 1, 'a': 2}\nd['c'] = d.pop('b')\nd.update(a=\(smallInt()), z=0)\nprint(d, list(reversed(d)), d.popitem(), d)",
                "d = \(d)\nprint(d.get('a'), d.get('zz', 0), d.setdefault('n', []), d, d.pop('q', None))\nd['missing']",
                "print({'a': 1} | {'b': 2, 'a': 3}, dict(a=1, **{'b': 2}), dict([('x', 1)]), {1: 'int', 1.0: 'float', True: 'bool'})",
                "d = {}\nfor w in 'the cat the dog'.split(): d[w] = d.get(w, 0) + 1\nprint(d, sorted(d.items(), key=lambda p: (-p[1], p[0])), max(d, key=d.get))",
                "print({k: v for v, k in enumerate('abca')}, {v: k for k, v in \(d).items()}, {**\(d), **{'a': 0}})",
                "a, b = \(s), {1, 2, 3, 9}\nprint(sorted(a | b, key=repr), sorted(a & b, key=repr), sorted(a - b, key=repr), sorted(a ^ b, key=repr), a <= b, a < b, a >= {1}, a == b, a.isdisjoint(b))",
                "a = set(\(xs))\na.add(5); a.discard(99); a.update([1], (2,)); a -= {1}; a ^= {2, 7}\nprint(sorted(a, key=repr), len(a), 5 in a)\na.remove(1000)",
                "print(frozenset([1, 2]) == {2, 1}, {frozenset([1]): 'f'}[frozenset({1})], len({(1, 2), (1, 2)}), set() == {0} - {0})",
                "{[1]: 2}", "{{}}", "print({1, 2}.pop() in (1, 2), sorted(set('hello')), len(frozenset('aab')))",
                "d = \(d)\nprint(d.keys() & {'a', 'b'} <= {'a', 'b'}, ('a', 1) in d.items(), d == dict(d.items()), d.copy() is d)",
                "from collections import defaultdict, Counter, OrderedDict\nd = defaultdict(int)\nfor q in \(xs): d[q % 3] += q\nprint(dict(sorted(d.items())), Counter('banana').most_common(1), Counter(a=1) - Counter(a=2), Counter('ab') | Counter('bb'))",
                "d = {'x': {'y': [1, {'z': \(smallInt())}]}}\nprint(d['x']['y'][1]['z'], d)\nd['x']['y'].append(d['x'])\nprint(d)",
                "x = [1]\nx.append(x)\nprint(x, x[1] is x)\nd = {}\nd['d'] = d\nprint(d)",
                "t = (1, 'a', [2])\na, *b = t\nprint(t + (3,), t * 2, t[1:], t.index('a'), t.count(1), b, hash((1, 2)) == hash((1, 2)), (1,), ())",
                "import copy\na = [[1], [2]]\nb, c = copy.copy(a), copy.deepcopy(a)\na[0].append(9)\nprint(a, b, c)",
                "match \(dice.pick(["{'t': 'p', 'x': 1}", "[1, 2, 3]", "('a', 5)", "5", "'abc'", d, xs])):\n    case {'t': 'p', 'x': x}: print('point', x)\n    case [1, *rest] if rest: print('list', rest)\n    case (str() as s, int(n)) if n > 3: print(s, n)\n    case int() | float() as n: print('number', n)\n    case []: print('empty')\n    case _: print('other')",
            ]))
    }

    private mutating func numbers() {
        let (i, j, f) = (expression(.int, 2), expression(.int, 1), expression(.float, 2))
        lines(
            dice.pick([
                "print(\(i) // \(j), \(i) % \(j), divmod(\(i), \(j)))",
                "print(-7 // 2, -7 % 2, 7 // -2, 7 % -2, -7.5 // 2, -7.5 % 2, divmod(-7, 2.5))",
                "print(\(f), repr(\(f)), str(\(f)), round(\(f), 2), f'{\(variable(.float) ?? "1.5"):.3f}')",
                "print(2 ** \(dice.roll(0...300)), (-3) ** \(dice.roll(0...60)), 2 ** -\(dice.roll(1...20)), 10 ** \(dice.roll(15...40)) // 7, 0.5 ** \(dice.roll(0...99)))",
                "print((\(i)) & 255, (\(i)) | 1, (\(i)) ^ -1, ~(\(i)), (\(i)) >> 3, (\(i)) << 5, -(\(i)), abs(\(i)))",
                "print((\(i)).bit_length(), bin(\(i)), hex(\(i)), oct(\(i)), int(str(\(i))) == \(i), (\(i)).bit_count())",
                "x = \(f)\nprint(x == x, x + 1 > x, int(x) if abs(x) < 1e300 else x, x.is_integer(), x * 1e300, x / 3)",
                "print(0.1 + 0.2, 1 / 3, 2 / 3, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 1.0, 100.0, 5e-324, 1.7976931348623157e308, -0.0)",
                "print(\(dice.roll(1...99999)) / \(dice.roll(1...99999)), \(dice.roll(1...999)) * 0.\(dice.roll(1...99)), \(dice.roll(1...99)).\(dice.roll(0...99999)) - 0.3)",
                "print(round(\(dice.roll(-9...9)).5), round(\(dice.roll(0...99)).\(dice.roll(0...999))5, 2), round(\(dice.roll(1...99999)), -2), round(-2.5), round(1e20))",
                "print(float('\(dice.pick(["1e5", " 2.5 ", "-inf", "nan", "1_000.5", "abc", ".5", "1e400"]))'), int('\(dice.pick(["12", " -7 ", "1_000", "0x1f", "", "9" + "99", "1.5"]))'))",
                "print(int('ff', 16), int('0b101', 0), int('zz', 36), int(3.99), int(-3.99), int(True), float(\(j)), bool(\(j)), complex if False else 0)",
                "print(sum([0.1] * 10), sum(\(expression(.ints, 1)), 10), max(1, 2.0, \(j)), min(\(j), 0), pow(\(j), 3, 7), pow(3, -1, 7))",
                "print(math.floor(\(f)), math.sqrt(abs(\(j))), math.gcd(\(j), 12), math.factorial(abs(\(j)) % 25), math.isqrt(abs(\(j))), math.inf > 1, math.e)",
                "print(1_000 == 1000, 0xFF, 0b11, 0o7, 1e3 == 1000, 3 == 3.0, hash(3) == hash(3.0), 10**25 == 1e25, 2**53 + 1 == float(2**53 + 1))",
                "x = \(i)\nx += 1; x -= 2; x *= 3; x //= 2; x %= 1000; x **= 2; x >>= 1; x |= 8; x &= 1023; x ^= 5\nprint(x)",
                "n, r = abs(\(i)) % 10**18, []\nwhile n:\n    n, k = divmod(n, 10)\n    r.append(k)\nprint(r[::-1], sum(r))",
                "from fractions import Fraction\nprint(Fraction(\(j), 7) + Fraction(1, 3), Fraction('0.125'), float(Fraction(1, 3)), Fraction(3, 6) == 0.5)",
                "import random\nrandom.seed(\(dice.roll(0...999)))\nprint(random.random(), random.randint(1, 100), random.choice('abc'), random.sample(range(50), 3), random.uniform(0, 1))\nx = [1, 2, 3, 4]\nrandom.shuffle(x)\nprint(x, random.randrange(0, 9, 2), random.choices([1, 2], k=3), random.gauss(0, 1))\nr = random.Random(\(j))\nprint(r.random(), r.randint(0, 9), r.choice([1, 2, 3]), random.random())",
                "print((\(f)).as_integer_ratio(), (0.75).as_integer_ratio(), (5).as_integer_ratio(), (2.5).hex() if False else '')",
            ]))
    }
}
