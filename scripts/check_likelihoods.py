"""Scores multiple choice, continuations and whole texts in transformers and compares with `swiftlet eval task`.

    python scripts/check_likelihoods.py MODEL_DIRECTORY DOCUMENTS.jsonl [--swiftlet PROGRAM] [--tolerance 1e-3]

Needs torch and transformers; no part of `make test`. Questions are made from the documents ({"text"} lines): a sentence's
beginning is the context, its true end and the ends of three other sentences are the choices. The model's directory is in Hugging
Face's layout (any that Swiftlet wrote). Each log-likelihood is computed here from the whole sequence by itself, without batches or
caches, by the rules of lm-evaluation-harness, in float32; then acc, acc_norm, acc_bytes and the perplexities from them with numpy.
"""

import argparse
import json
import math
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import numpy
import torch
import transformers


def sentences(path):
    for line in path.read_text().splitlines():
        for sentence in re.split(r"(?<=[.!?])\s+", json.loads(line)["text"]):
            words = sentence.split(" ")
            if len(words) >= 6 and "\n" not in sentence:
                yield " ".join(words[:-2]), " ".join(words[-2:])


def questions(path, count):
    draw = random.Random(1)
    found = sorted(set(sentences(path)))
    draw.shuffle(found)
    lines = []
    for number, (context, end) in enumerate(found[:count]):
        others = [e for _, e in draw.sample(found, 20) if e != end][:3]
        choices = others + [end]
        draw.shuffle(choices)
        # Every fifth context ends with blanks: they belong to the continuation.
        question = context + ("  " if number % 5 == 0 else "")
        lines.append({"kind": "multiple_choice", "question": question, "choices": choices, "answer": choices.index(end)})
        lines.append({"kind": "loglikelihood", "context": context if number % 7 else "", "continuation": " " + end})
    texts = [json.loads(line)["text"] for line in path.read_text().splitlines()[:20]]
    # Long ones need several windows.
    texts += [" ".join(texts[:5]), "one"]
    return lines + [{"kind": "rolling", "text": text} for text in texts]


class Reference:
    def __init__(self, directory):
        self.model = transformers.AutoModelForCausalLM.from_pretrained(directory, dtype=torch.float32).eval()
        self.tokenizer = transformers.AutoTokenizer.from_pretrained(directory) if (
            directory / "tokenizer_config.json").exists() else transformers.PreTrainedTokenizerFast(
                tokenizer_file=str(directory / "tokenizer.json"))
        self.length = self.model.config.max_position_embeddings
        self.prefix = self.model.config.bos_token_id

    def encode(self, text):
        return self.tokenizer(text, add_special_tokens=False)["input_ids"]

    def pair(self, context, continuation):
        if context == "":
            return [self.prefix], self.encode(continuation)
        blanks = len(context) - len(context.rstrip())
        if blanks:
            continuation, context = context[-blanks:] + continuation, context[:-blanks]
        whole, start = self.encode(context + continuation), self.encode(context)
        return start, whole[len(start):]

    def score(self, context, continuation):
        ids = (context + continuation)[-(self.length + 1):]
        with torch.no_grad():
            logits = self.model(torch.tensor([ids[:-1]])).logits[0, -len(continuation):].double()
        chosen = torch.tensor(continuation)
        likelihood = logits.log_softmax(-1).gather(1, chosen[:, None]).sum().item()
        return likelihood, bool((logits.argmax(-1) == chosen).all())

    def rolling(self, text):
        ids, total, done = self.encode(text), 0.0, 0
        while done < len(ids):
            end = min(done + self.length, len(ids))
            context = [self.prefix] if done == 0 else ids[end - self.length - 1:done]
            total += self.score(context, ids[done:end])[0]
            done = end
        return total


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        lines = questions(ARGUMENTS.documents, 60)
        task = folder / "task.jsonl"
        task.write_text("".join(json.dumps(line) + "\n" for line in lines))
        command = [ARGUMENTS.swiftlet, "eval", "task", task, "--model", ARGUMENTS.model, "--base", "--precision", "f32",
                   "--json", "--output", folder / "out"]
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        ours = {metric["kind"] + " " + metric["name"]: metric["estimate"] for metric in json.loads(done.stdout)["metrics"]}
        records = [json.loads(line) for line in (folder / "out/questions.jsonl").read_text().splitlines()]
    records = {record["place"]: record["record"] for record in records}

    reference = Reference(ARGUMENTS.model)
    worst, expected = 0.0, {}
    rows = {"multiple_choice": [], "loglikelihood": [], "rolling": []}
    for place, line in enumerate(lines):
        record = records[place]
        if line["kind"] == "multiple_choice":
            pairs = [reference.pair(line["question"], " " + choice) for choice in line["choices"]]
            sums = numpy.array([reference.score(*pair)[0] for pair in pairs])
            worst = max(worst, max(abs(sums - numpy.array([float(x) for x in record["found"]]))))
            lengths = [[1] * 4, [len(c) for c in line["choices"]], [len(c.encode()) for c in line["choices"]]]
            rows["multiple_choice"].append([int(numpy.argmax(sums / numpy.array(n)) == line["answer"]) for n in lengths])
        elif line["kind"] == "loglikelihood":
            likelihood, greedy = reference.score(*reference.pair(line["context"], line["continuation"]))
            worst = max(worst, abs(likelihood - record["scores"]["log_likelihood"]))
            rows["loglikelihood"].append([likelihood, greedy])
        else:
            likelihood = reference.rolling(line["text"])
            worst = max(worst, abs(likelihood - record["scores"]["log_likelihood"]))
            rows["rolling"].append([likelihood, len(re.split(r"\s+", line["text"])), len(line["text"].encode())])

    choice = numpy.array(rows["multiple_choice"], dtype=float)
    for name, column in zip(["acc", "acc_norm", "acc_bytes"], choice.T):
        expected["multiple_choice " + name] = (column.mean(), column.std(ddof=1) / math.sqrt(len(column)))
    single = numpy.array(rows["loglikelihood"], dtype=float)
    expected["loglikelihood acc"] = (single[:, 1].mean(), single[:, 1].std(ddof=1) / math.sqrt(len(single)))
    expected["loglikelihood perplexity"] = (math.exp(-single[:, 0].mean()), None)
    whole = numpy.array(rows["rolling"], dtype=float).sum(0)
    expected["rolling word_perplexity"] = (math.exp(-whole[0] / whole[1]), None)
    expected["rolling byte_perplexity"] = (math.exp(-whole[0] / whole[2]), None)
    expected["rolling bits_per_byte"] = (-whole[0] / whole[2] / math.log(2), None)

    good = worst < ARGUMENTS.tolerance
    print(f"greatest difference of {len(lines)} log-likelihoods (sums over tokens): {worst:.1e}")
    for name, (value, error) in expected.items():
        found = ours[name]
        same = abs(found["value"] - value) <= ARGUMENTS.tolerance * max(1, abs(value))
        same = same and (error is None or abs(found["standardError"] - error) < ARGUMENTS.tolerance)
        good = good and same
        spread = "" if error is None else f" ± {found['standardError']:.4f} and {error:.4f}"
        print(f"{'ok ' if same else 'BAD'} {name:28} {found['value']:.4f} and {value:.4f}{spread}")
    sys.exit(0 if good else 1)


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("model", type=pathlib.Path)
parser.add_argument("documents", type=pathlib.Path)
parser.add_argument("--swiftlet", type=pathlib.Path,
                    default=pathlib.Path(__file__).resolve().parent.parent / ".build/release/swiftlet")
parser.add_argument("--tolerance", type=float, default=1e-3)
ARGUMENTS = parser.parse_args()
transformers.logging.set_verbosity_error()
main()
