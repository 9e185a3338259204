"""A decoder of random weights that onnxruntime-genai loads: GPT-2's graph, one layer of two heads, 256 tokens."""

import json
from pathlib import Path
from unittest.mock import patch

from lynxrunner.graphs import gpt2_small
from lynxrunner.graphs.save import save

LAYERS, HEADS, HEAD, VOCABULARY, POSITIONS = 1, 2, 64, 256, 1024
SIZES = {"LAYERS": LAYERS, "HEADS": HEADS, "WIDTH": HEADS * HEAD, "VOCABULARY": VOCABULARY, "POSITIONS": POSITIONS}


def write(directory: Path) -> None:
    """`model.onnx` and the configuration beside it. The type names the layout of the cache, not the architecture."""
    with patch.multiple(gpt2_small, **SIZES):
        found = save(gpt2_small.build(1), directory)
    cache = {f"past_{part}_names": f"past_key_values.%d.{part}" for part in ("key", "value")}
    present = {f"present_{part}_names": f"present.%d.{part}" for part in ("key", "value")}
    decoder = {
        "filename": found.name, "num_hidden_layers": LAYERS, "num_attention_heads": HEADS,
        "num_key_value_heads": HEADS, "head_size": HEAD, "hidden_size": HEADS * HEAD,
        "inputs": {"input_ids": "input_ids", **cache}, "outputs": {"logits": "logits", **present},
        "session_options": {"intra_op_num_threads": 1, "provider_options": []},
    }
    model = {"type": "llama", "vocab_size": VOCABULARY, "context_length": POSITIONS, "bos_token_id": 0,
             "eos_token_id": 255, "pad_token_id": 0, "decoder": decoder}
    search = {"max_length": POSITIONS, "min_length": 0, "do_sample": False, "past_present_share_buffer": False}
    (directory / "genai_config.json").write_text(json.dumps({"model": model, "search": search}))
