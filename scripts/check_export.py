"""Opens models that Swiftlet wrote in transformers and compares: logits, greedy continuation, tokenizer, chat template.

    python scripts/check_export.py [--swiftlet PROGRAM] [--models DIRECTORY] [--tolerance 1e-3]

Needs torch, transformers and safetensors; no part of `make test`. Checked are, in float32:
 * tiny random models of each architecture, head tied and untied, made by transformers, written by `model export` (through
   our network) and by `model convert` (tensor by tensor, in shards, and in bfloat16 and float16);
 * the models below --models, if given, written by `model convert` in shards;
 * models trained here: the sorter (untied) and the smoke recipe's assistant (tied), written by `model export`.
For each, transformers computes logits and 16 greedy tokens from what was written, and `model check` recomputes them.
"""

import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import torch
import transformers
from safetensors.torch import save_file

ROOT = pathlib.Path(__file__).resolve().parent.parent


def swiftlet(*words, check=True):
    done = subprocess.run([str(w) for w in (ARGUMENTS.swiftlet, *words)], cwd=ROOT, capture_output=True, text=True)
    if check and done.returncode:
        sys.exit(f"swiftlet {' '.join(map(str, words))}: {done.stderr}")
    return done.stdout


def random_models(folder):
    """Tiny models of each architecture, tied and untied; biases and norms are disturbed, so that each one counts."""
    rotary = {"rope_type": "llama3", "rope_theta": 5e5, "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0}
    rotary["original_max_position_embeddings"] = 32
    like_llama = dict(vocab_size=512, hidden_size=64, intermediate_size=160, num_hidden_layers=2, num_attention_heads=4,
                      num_key_value_heads=2, max_position_embeddings=128)
    kinds = {
        "gpt2": transformers.GPT2Config(vocab_size=512, n_embd=64, n_head=4, n_layer=2, n_positions=128),
        "llama": transformers.LlamaConfig(**like_llama, rope_parameters=rotary),
        "qwen2": transformers.Qwen2Config(**like_llama),
        "qwen3": transformers.Qwen3Config(**like_llama, head_dim=32),
    }
    for seed, (name, config) in enumerate(kinds.items()):
        for tied in (True, False):
            config.tie_word_embeddings = tied
            config.bos_token_id = config.eos_token_id = None
            torch.manual_seed(seed)
            model = transformers.AutoModelForCausalLM.from_config(config)
            with torch.no_grad():
                for parameter in model.parameters():
                    parameter.add_(torch.randn_like(parameter) * 0.05)
            place = folder / f"{name}-{'tied' if tied else 'untied'}"
            model.save_pretrained(place)
            shutil.copy(folder / "tokenizer.json", place)
            yield place, model.eval()


def compare(name, written, original=None):
    """Logits and greedy continuation of a written model: transformers' beside ours (and beside the original's)."""
    model = transformers.AutoModelForCausalLM.from_pretrained(written, dtype=torch.float32, attn_implementation="eager")
    model.eval()
    c = model.config
    context = c.max_position_embeddings
    greedy = max(1, min(16, context // 2))
    torch.manual_seed(1)
    ids = torch.randint(0, c.vocab_size, (2, min(32, context - greedy)))
    with torch.no_grad():
        logits = model(ids).logits
        row = ids
        for _ in range(greedy):
            row = torch.cat([row, model(row).logits[:, -1:].argmax(-1)], 1)
        ours = 0.0 if original is None else float((original(ids).logits - logits).abs().max() / logits.abs().max())
    expected = written.parent / f"{written.name}.expected.safetensors"
    save_file({"input_ids": ids.contiguous(), "logits": logits.contiguous(),
               "greedy": row[:, ids.shape[1]:].contiguous()}, expected)
    found = json.loads(swiftlet("model", "check", written, "--expected", expected, "--tolerance", 1, check=False))
    relative, tokens = found["logits"]["relative"], found["greedy"]["absolute"]
    good = relative < ARGUMENTS.tolerance and tokens == 0 and ours < ARGUMENTS.tolerance
    kept = "" if original is None else f"  against the original {ours:.1e}"
    print(f"{'ok ' if good else 'BAD'} {name:34} logits {relative:.1e}  greedy {greedy} "
          f"{'the same' if tokens == 0 else 'DIFFERENT'}{kept}")
    return good


def compare_tokenizer(name, written):
    """The exported tokenizer and chat template as transformers reads them, beside ours."""
    theirs = transformers.AutoTokenizer.from_pretrained(written)
    text = "Hello world, it is 1984.\n\nWho  are you?"
    place = written.parent / "text.txt"
    place.write_text(text)
    ours = [int(w) for w in swiftlet("tokenizer", "encode", written / "tokenizer.json", place).split()]
    good = theirs(text, add_special_tokens=False)["input_ids"] == ours and theirs.decode(ours) == text
    if theirs.chat_template:
        chat = theirs.apply_chat_template([{"role": "user", "content": text}], add_generation_prompt=True, tokenize=False)
        good = good and chat == f"<|endoftext|><|user|>{text}<|end|><|assistant|>"
        settings = transformers.GenerationConfig.from_pretrained(written)
        good = good and theirs.convert_tokens_to_ids("<|end|>") in settings.eos_token_id
    print(f"{'ok ' if good else 'BAD'} {name:34} tokenizer{' and chat template' if theirs.chat_template else ''}")
    return good


def main():
    results = []
    folder = pathlib.Path(tempfile.mkdtemp(prefix="check-export-"))
    try:
        swiftlet("tokenizer", "train", "--source", "docs", "--vocabulary", 400, "--output", folder / "tokenizer.json")
        for source, original in random_models(folder):
            for kind, verb, options in [("export", "export", []), ("convert, shards", "convert", ["--shard-size", "100KB"])]:
                out = folder / f"{source.name}-{verb}"
                swiftlet("model", verb, source, out, *options)
                results.append(compare(f"{source.name}, {kind}", out, original))
            for element in ("bf16", "f16"):
                out = folder / f"{source.name}-{element}"
                swiftlet("model", "convert", source, out, "--type", element)
                results.append(compare(f"{source.name}, convert, {element}", out))
        for source in sorted(p.parent for p in ARGUMENTS.models.glob("*/config.json")) if ARGUMENTS.models else []:
            out = folder / f"given-{source.name}"
            swiftlet("model", "convert", source, out, "--type", "f32", "--shard-size", "100KB")
            results.append(compare(f"given {source.name}, convert, shards", out))
        for recipe, run in [("recipes/sorter.yaml", "sorter"), ("recipes/smoke.yaml", "smoke")]:
            # The smoke recipe's own family is not one of transformers'.
            changes = ["--until", "sft", "--set", "pretrain.family=qwen3"] if run == "smoke" else []
            swiftlet("run", recipe, "--home", folder, "--threads", 1, *changes)
            for element in ("f32", "bf16"):
                out = folder / f"trained-{run}-{element}"
                swiftlet("model", "export", run, out, "--home", folder, "--type", element)
                results.append(compare(f"trained {run}, export, {element}", out))
        results.append(compare_tokenizer("trained smoke", folder / "trained-smoke-f32"))
    finally:
        shutil.rmtree(folder)
    print(f"{sum(results)} of {len(results)} as expected (transformers {transformers.__version__}, torch {torch.__version__})")
    sys.exit(0 if all(results) else 1)


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--swiftlet", type=pathlib.Path, default=ROOT / ".build/release/swiftlet")
parser.add_argument("--models", type=pathlib.Path, help="a directory of model directories to check as well")
parser.add_argument("--tolerance", type=float, default=1e-3)
ARGUMENTS = parser.parse_args()
transformers.logging.set_verbosity_error()
transformers.utils.logging.disable_progress_bar()
main()
