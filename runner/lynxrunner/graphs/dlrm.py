"""A recommender of the kind of DLRM (Naumov et al., "Deep learning recommendation model for personalization and
recommendation systems", arXiv 1906.00091), of the memory-bound class that Gupta et al. (HPCA 2020) call RMC2.

Few dense layers beside large embedding tables, of each of which many rows are gathered and added: an inference moves
more bytes than it multiplies numbers. 32 tables of 100,000 rows of 32 numbers are 410 MB. A request ranks 64
candidates, each of which gathers 80 rows of every table: 21 MB, more than caches near a core hold.
"""

from math import sqrt

from onnx import TensorProto

from lynxrunner.graphs.builder import Builder

CANDIDATES, DENSE, TABLES, ROWS, WIDTH, LOOKUPS = 64, 256, 32, 100_000, 32, 80
BOTTOM, TOP = (128, 64, WIDTH), (512, 128, 1)
SHAPES = {"row": [1], "every": [-1, DENSE], "each": [-1, TABLES, LOOKUPS], "ranked": [-1, CANDIDATES]}


def build(seed: int) -> Builder:
    """Inputs `dense` float32 [batch, 64, 256] and `indices` int64 [batch, 64, 32, 80], rows of each table; output
    `scores` [batch, 64], a logit for each candidate."""
    graph = Builder("dlrm", seed)
    dense = graph.input("dense", TensorProto.FLOAT, ["batch", CANDIDATES, DENSE])
    indices = graph.input("indices", TensorProto.INT64, ["batch", CANDIDATES, TABLES, LOOKUPS])
    for name, value in SHAPES.items():
        graph.constant(name, value)
    bottom = _layers(graph, "bottom", graph.node("Reshape", "dense.flat", dense, "every"), DENSE, BOTTOM)
    gathered = _gathered(graph, graph.node("Reshape", "indices.flat", indices, "each"))
    row = graph.node("Unsqueeze", "bottom.row", bottom, "row")
    features = graph.node("Concat", "features", row, gathered, axis=1)
    known = graph.node("Concat", "known", bottom, _interactions(graph, features), axis=1)
    scores = _layers(graph, "top", known, WIDTH + (TABLES + 1) * TABLES // 2, TOP)
    graph.output(graph.node("Reshape", "ranking", scores, "ranked"), "scores", ["batch", CANDIDATES])
    return graph


def _layers(graph: Builder, name: str, source: str, width: int, layers: tuple[int, ...]) -> str:
    """Dense layers with ReLU between them."""
    for number, outer in enumerate(layers):
        step = f"{name}{number}"
        weight = graph.weight(f"{step}.weight", (outer, width), sqrt(2 / width))
        source = graph.node("Gemm", step, source, weight, graph.weight(f"{step}.bias", (outer,), 0.0), transB=1)
        source = graph.node("Relu", f"{step}.relu", source) if number < len(layers) - 1 else source
        width = outer
    return source


def _gathered(graph: Builder, indices: str) -> str:
    """Sums of the rows that each table is asked for: [batch, tables, width]. The tables lie one after the other."""
    graph.constant("first", [[[table * ROWS] for table in range(TABLES)]])
    graph.constant("lookups", [2])
    table = graph.weight("tables.weight", (TABLES * ROWS, WIDTH), 1 / sqrt(LOOKUPS))
    rows = graph.node("Gather", "tables", table, graph.node("Add", "rows", indices, "first"))
    return graph.node("ReduceSum", "tables.sum", rows, "lookups", keepdims=0)


def _interactions(graph: Builder, features: str) -> str:
    """The products of every two features, [batch, pairs]."""
    count = TABLES + 1
    graph.constant("square", [0, count * count])
    graph.constant("pairs", [row * count + column for row in range(count) for column in range(row)])
    turned = graph.node("Transpose", "features.turn", features, perm=[0, 2, 1])
    products = graph.node("Reshape", "products.flat", graph.node("MatMul", "products", features, turned), "square")
    return graph.node("Gather", "products.pairs", products, "pairs", axis=1)
