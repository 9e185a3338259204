"""The folder that onnxruntime-genai loads: an ONNX decoder, its weights, and what the package must know of them."""

import json
import os
import shutil
from pathlib import Path

from lynxrunner.decode.decoder import LOGITS, Decoder
from lynxrunner.models.files import files
from lynxrunner.state import Record

KIND = "llama"
"""Names the layout of cache and inputs, not the architecture."""
MOST_TOKENS = 1 << 20
SEARCH = {"do_sample": False, "past_present_share_buffer": False}


def fill(home: Path, artefact: Path, decoder: Decoder, vocabulary: int, threads: int) -> None:
    """Links where the folders are on one file system; the package refuses files that lie outside of its own."""
    for path in files(artefact):
        try:
            os.link(path, home / path.name)
        except OSError:
            shutil.copy2(path, home / path.name)
    config = {"model": _model(artefact, decoder, vocabulary, threads), "search": {"max_length": MOST_TOKENS, **SEARCH}}
    (home / "genai_config.json").write_text(json.dumps(config))


def _model(artefact: Path, decoder: Decoder, vocabulary: int, threads: int) -> Record:
    cached = {f"past_{part}_names": f"past_key_values.%d.{part}" for part in ("key", "value")}
    present = {f"present_{part}_names": f"present.%d.{part}" for part in ("key", "value")}
    return {
        "type": KIND, "vocab_size": vocabulary, "context_length": MOST_TOKENS,
        "bos_token_id": 0, "eos_token_id": vocabulary - 1, "pad_token_id": 0,
        "decoder": {
            "filename": artefact.name, "num_hidden_layers": len(decoder.past) // 2,
            "num_attention_heads": decoder.heads, "num_key_value_heads": decoder.heads, "head_size": decoder.width,
            "hidden_size": decoder.heads * decoder.width,
            "inputs": {name: name for name in decoder.dtypes} | cached, "outputs": {"logits": LOGITS, **present},
            "session_options": {"intra_op_num_threads": threads, "inter_op_num_threads": 1, "provider_options": []},
        },
    }
