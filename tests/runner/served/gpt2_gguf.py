"""The catalogue's gpt2-small as a GGUF file: `python -m tests.runner.served.gpt2_gguf FILE`.

For a real llama.cpp by hand; it needs `gguf`. Weights are those of the ONNX file, matrices turned as GGUF has them. The
vocabulary is made up: words of the runner's prompts are one token each, and every other token is text too, so that none
is missing in a stream.
"""

import sys
from collections.abc import Iterator

import gguf
import numpy as np

from lynxrunner.graphs.gpt2_small import HEADS, LAYERS, POSITIONS, VOCABULARY, WIDTH, build
from lynxrunner.graphs.transformer import EPSILON
from lynxrunner.served.prompts import WORDS
from lynxrunner.workloads.seeded import WEIGHTS_SEED

SPACE = "\N{LOWER ONE EIGHTH BLOCK}"
WHOLE = {"words": "token_embd", "places": "position_embd", "final": "output_norm"}
OF_LAYER = {"first": "attn_norm", "qkv": "attn_qkv", "output": "attn_output", "second": "ffn_norm", "inner": "ffn_up",
            "outer": "ffn_down"}
TURNED = ("qkv.weight", "output.weight", "inner.weight", "outer.weight")


def tokens() -> Iterator[str]:
    """One that is no text and ends sequences, then words with their beginnings, from which a tokenizer builds them."""
    words = [SPACE + word for word in WORDS]
    known = dict.fromkeys(word[:end] for word in words for end in range(1, len(word) + 1))
    known |= dict.fromkeys(sorted({letter for word in WORDS for letter in word}))
    yield from ("<end>", *known, *(f"{SPACE}{number}" for number in range(VOCABULARY - 1 - len(known))))


def name(weight: str) -> str:
    """GGUF's name of a tensor."""
    *layer, part, kind = weight.split(".")
    prefix = f"blk.{layer[0].removeprefix('layer')}." if layer else ""
    return f"{prefix}{(OF_LAYER if layer else WHOLE)[part]}.{kind.replace('scale', 'weight')}"


def write(path: str) -> None:
    """All of it in float32."""
    file = gguf.GGUFWriter(path, "gpt2")
    file.add_name("GPT-2 small, seeded weights")
    file.add_file_type(gguf.LlamaFileType.ALL_F32)
    file.add_block_count(LAYERS)
    file.add_context_length(POSITIONS)
    file.add_embedding_length(WIDTH)
    file.add_feed_forward_length(4 * WIDTH)
    file.add_head_count(HEADS)
    file.add_layer_norm_eps(EPSILON)
    _describe_tokens(file)
    for weight, values in build(WEIGHTS_SEED).drawn():
        file.add_tensor(name(weight.name), np.ascontiguousarray(values.T if weight.name.endswith(TURNED) else values))
    file.write_header_to_file()
    file.write_kv_data_to_file()
    file.write_tensors_to_file()
    file.close()


def _describe_tokens(file: gguf.GGUFWriter) -> None:
    listed = list(tokens())
    kinds = [gguf.TokenType.CONTROL, *[gguf.TokenType.NORMAL] * (len(listed) - 1)]
    file.add_tokenizer_model("llama")
    file.add_token_list(listed)
    file.add_token_scores([0.0] * len(listed))
    file.add_token_types(kinds)
    for add in (file.add_bos_token_id, file.add_eos_token_id, file.add_unk_token_id):
        add(0)
    file.add_add_bos_token(False)


if __name__ == "__main__":
    write(sys.argv[1])
