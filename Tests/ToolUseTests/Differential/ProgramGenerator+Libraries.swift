extension ProgramGenerator {
    /// Changes lists, dicts and sets in place.
    mutating func mutationSection() {
        emit("xs, d, s = \(expression(.ints, 2)), dict(\(expression(.dict, 2))), set(\(expression(.ints, 2)))")
        for _ in 0..<dice.roll(2...6) {
            let line = dice.pick([
                "xs.append(\(expression(.int, 2)))", "xs.extend(\(expression(.ints, 2)))",
                "xs.insert(\(smallInt()), \(expression(.int, 1)))",
                "xs.pop(\(dice.pick(["", "0", "-1", "2"])))", "xs.remove(\(expression(.int, 1)))",
                "xs.sort(\(dice.pick(["", "reverse=True", "key=lambda q: -q"])))",
                "xs.reverse()", "xs[\(slice())] = \(expression(.ints, 2))", "del xs[\(slice())]",
                "del xs[\(dice.roll(-3...3))]",
                "xs[\(dice.roll(-3...3))] = \(expression(.int, 2))", "xs *= \(dice.roll(0...2))",
                "ys = xs[:]; ys.append(1)", "xs.clear()",
                "d[\(expression(.text, 1))] = \(expression(.int, 1))",
                "d.pop(\(expression(.text, 1))\(dice.pick(["", ", 0", ", None"])))",
                "d.setdefault(\(expression(.text, 1)), []); print(d)", "d.update(\(expression(.dict, 1)))",
                "d.update(a=1)", "d.popitem()",
                "del d[\(expression(.text, 1))]", "d |= \(expression(.dict, 1))", "d.clear()",
                "s.add(\(expression(.int, 1)))",
                "s.discard(\(expression(.int, 1)))", "s.remove(\(expression(.int, 1)))", "s |= \(expression(.set, 1))",
                "s &= \(expression(.set, 1))",
                "s -= \(expression(.set, 1))", "s.update(\(expression(.ints, 1)))",
                "print(s <= \(expression(.set, 1)), s.isdisjoint(\(expression(.ints, 1))))",
                "print(sorted(d), list(d.items())[:3], len(s))", "print(d.keys() & \(expression(.texts, 1)) == set())",
                "xs = [xs, xs]; print(xs); xs = xs[0]",
            ])
            emit(line)
        }
        emit("print(xs, d, sorted(s, key=repr))")
    }

    mutating func librarySection() {
        let lines: [String]
        switch dice.roll(0...8) {
        case 0:
            lines = [
                "from collections import Counter, defaultdict", "c = Counter(\(expression(.text, 2)))",
                "print(c.most_common(2), c['zz'], sum(c.values()))",
                "g = defaultdict(list)", "for w in \(expression(.texts, 2)): g[len(w)].append(w)",
                "print(sorted(g.items()), g)",
                "print(Counter(\(expression(.ints, 1))) + Counter(\(expression(.ints, 1))))",
                "c.update('abc'); print(c == Counter(c), list(c.elements())[:5])",
            ]
        case 1:
            lines = [
                "from collections import deque, OrderedDict",
                "q = deque(\(expression(.ints, 2)), maxlen=\(dice.pick(["None", "3", "5"])))",
                "q.append(1); q.appendleft(2); q.rotate(\(dice.roll(-3...3)))", "print(q, len(q), list(q)[::-1])",
                "print(q.pop(), q.popleft())",
                "q.extendleft([7, 8]); print(q, 7 in q, q[0])",
                "o = OrderedDict(\(expression(.dict, 1))); o['z'] = 1; o.move_to_end('z', last=False); print(list(o))",
            ]
        case 2:
            lines = [
                "import itertools",
                "print(list(itertools.combinations(\(expression(.ints, 1))[:4], \(dice.roll(0...3)))))",
                "print(list(itertools.permutations(\(expression(.text, 1))[:3], \(dice.pick(["2", "None", "1"])))))",
                "print(list(itertools.product(\(expression(.ints, 1))[:2], 'ab', repeat=\(dice.roll(0...1)))))",
                "print(list(itertools.accumulate(\(expression(.ints, 2))\(dice.pick(["", ", max", ", lambda a, b: a * b", ", initial=5"])))))",
                "print(list(itertools.chain(\(expression(.ints, 1)), \(expression(.texts, 1)))), list(itertools.chain.from_iterable(\(expression(.texts, 1)))))",
                "print([(k, list(v)) for k, v in itertools.groupby(\(expression(.text, 2)))])",
                "print(list(itertools.zip_longest(\(expression(.ints, 1)), 'ab', fillvalue=0)))",
                "print(list(itertools.islice(itertools.count(\(smallInt()), 3), \(dice.roll(0...3)), 6)), list(itertools.takewhile(lambda q: q > 0, \(expression(.ints, 1)))))",
                "print(list(itertools.pairwise(\(expression(.ints, 1)))), list(itertools.starmap(pow, [(2, 3), (3, 2)])))",
                "print(list(itertools.combinations_with_replacement('abc', 2)), list(itertools.dropwhile(lambda q: q < 5, \(expression(.ints, 1)))))",
            ]
        case 3:
            lines = [
                "from functools import reduce, partial, lru_cache, cmp_to_key",
                "print(reduce(lambda a, b: a * 3 + b, \(expression(.ints, 2))\(dice.pick(["", ", 1"]))))",
                "p = partial(\(dice.pick(["pow, 2", "max, 3", "int, base=2"]))); print(p(\(dice.pick(["5", "'101'", "7"]))))",
                "print(sorted(\(expression(.ints, 2)), key=cmp_to_key(lambda a, b: b - a)))",
                "@lru_cache(maxsize=None)\ndef fibo(n): return n if n < 2 else fibo(n - 1) + fibo(n - 2)",
                "print(fibo(\(dice.roll(0...80))))",
            ].flatMap { $0.split(separator: "\n").map(String.init) }
        case 4:
            lines = [
                "print(math.floor(\(expression(.float, 2))), math.ceil(\(expression(.float, 2))), math.trunc(\(expression(.float, 1))))",
                "print(math.factorial(abs(\(expression(.int, 1))) % 30), math.comb(abs(\(expression(.int, 1))) % 40, \(dice.roll(0...9))), math.isqrt(abs(\(expression(.int, 2)))))",
                "print(math.log(abs(\(expression(.float, 1))) + 1), math.log2(\(dice.roll(1...99))), math.log10(1000), math.exp(\(dice.roll(-5...5))))",
                "print(math.sin(\(expression(.float, 1))), math.atan2(1, \(dice.roll(1...9))), math.hypot(3, \(dice.roll(1...9))), math.pi)",
                "print(math.isclose(0.1 + 0.2, 0.3), math.lcm(4, \(dice.roll(1...30))), math.prod(\(expression(.ints, 1))), math.fsum([0.1] * 10))",
                "print(math.copysign(1, \(expression(.float, 1))), math.fmod(\(dice.roll(-9...9)), 4), math.modf(\(expression(.float, 0))))",
            ]
        case 5:
            lines = [
                "from fractions import Fraction as F",
                "a, b = F(\(smallInt()), \(dice.roll(1...9))), F('\(dice.roll(1...9))/\(dice.roll(1...9))')",
                "print(a, repr(b), a + b, a - b, a * b, a ** 2, a < b, a == b, float(a))",
                "print(a / b, a // b, a % b, -a, abs(a), round(a), round(b, 1))",
                "print(F(0.5) + 1, F(\(dice.roll(1...99)), 12).limit_denominator(5), int(a), a + 0.5)",
            ]
        case 6:
            lines = [
                "import heapq, bisect, operator, copy",
                "h = \(expression(.ints, 2)); heapq.heapify(h); heapq.heappush(h, \(smallInt())); print(h)",
                "print([heapq.heappop(h) for _ in range(len(h))], heapq.nlargest(2, \(expression(.ints, 1))), heapq.nsmallest(2, \(expression(.ints, 1))))",
                "xs = sorted(\(expression(.ints, 2))); print(bisect.bisect_left(xs, \(smallInt())), bisect.bisect(xs, \(smallInt()))); bisect.insort(xs, \(smallInt())); print(xs)",
                "print(sorted([(1, 'b'), (0, 'c')], key=operator.itemgetter(1)), operator.add(2, 3), list(map(operator.neg, \(expression(.ints, 1)))))",
                "n = [[1], {'a': [2]}]; m = copy.deepcopy(n); k = copy.copy(n); n[0].append(9); n[1]['a'].append(9); print(n, m, k)",
            ]
        case 7:
            lines = [
                "from collections import namedtuple", "P = namedtuple('P', 'x y')",
                "p = P(\(expression(.int, 1)), y=\(expression(.text, 1)))",
                "print(p, p.x, p[1], p._asdict(), p._replace(x=0), p == (p.x, p.y), len(p), sorted([p, p]))",
                "a, b = p", "print(a, b, P._fields)",
            ]
        default:
            lines = [
                "from dataclasses import dataclass, field", "@dataclass(order=\(dice.pick(["True", "False"])))",
                "class D:", "    x: int", "    y: str = 'd'",
                "    z: list = field(default_factory=list)", "a, b = D(\(expression(.int, 1))), D(\(smallInt()), 'q')",
                "print(a, b, a == b, a != D(a.x), a.z is b.z)", "print(a < b)",
            ]
        }
        for line in lines { emit(line) }
    }

    mutating func matchSection() {
        let name = fresh("m")
        block("def \(name)(v):") { inner in
            inner.block("match v:") { body in
                let cases = [
                    "case 0 | 1:", "case int(n) if n > 10:", "case int():", "case [a, b]:", "case [a, *rest]:",
                    "case {'k': k, **more}:", "case str() as t:",
                    "case (1, x, _):", "case None:", "case {'a': 1}:", "case []:", "case True:", "case -1:",
                    "case 'abc':", "case float(f):",
                ]
                for index in 0..<body.dice.roll(2...6) {
                    let pattern = body.dice.pick(cases)
                    body.block(pattern) { inner in
                        let captures = ["n", "a", "rest", "k", "more", "t", "x", "f"].filter {
                            pattern.contains(" \($0)") || pattern.contains("*\($0)") || pattern.contains("(\($0)")
                                || pattern.contains("[\($0)")
                        }
                        inner.emit(
                            "return (\(index), \(captures.filter { $0 != "n" || pattern.contains("(n)") }.filter { $0 != "f" || pattern.contains("(f)") }.filter { $0 != "a" || pattern.contains("[a") }.filter { $0 != "t" || pattern.contains("as t") }.filter { $0 != "x" || pattern.contains(" x,") }.filter { $0 != "k" || pattern.contains(": k") }.joined(separator: ", ")))"
                        )
                    }
                }
                body.block("case _:") { $0.emit("return 'other'") }
            }
        }
        emit(
            "for v in [0, 5, 99, -1, True, 'abc', 'zz', [1, 2], [3, 4, 5], (1, 2, 3), {'k': 1, 'j': 2}, {'a': 1}, [], None, 2.5, \(printable(2))]:"
        )
        emit("    print(\(name)(v))")
    }
}
