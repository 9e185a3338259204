"""`lynx run`: a thin command; everything heavy is imported when it is called."""

import sys
from importlib import import_module
from pathlib import Path

import click

INCOMPLETE = 1


SERVED = {"openai": "lynxrunner.served.run", "kserve": "lynxrunner.kserve.run"}
"""Runtimes that are protocols of an endpoint, and where each is run."""
OF_ENDPOINTS = ("url", "model_name", "api_key_file")


class Refused(click.ClickException):
    """One line on standard error, exit code 2."""

    exit_code = 2


@click.command()
@click.argument("workload", required=False)
@click.option("--runtime", default="onnxruntime", show_default=True, help="Inference runtimes, separated by commas.")
@click.option("--device", default="cpu", show_default=True, help="What computes, as lynx list runtimes names it.")
@click.option("--precision", default="fp32", show_default=True,
              help="Precision recipes, separated by commas; RUNTIME/RECIPE for one of several runtimes.")
@click.option("--scenario", help="Scenarios, separated by commas.  [default: single_stream,offline]")
@click.option("--batch", help="Batch sizes of the offline scenario.  [default: the workload's]")
@click.option("--concurrency", metavar="N[,N]", help="Requests in flight of the concurrent scenario.")
@click.option("--rate", metavar="R[,R]", help="Requests offered per second in the server scenario.")
@click.option("--bound", metavar="p99=2ms", help="Without --rate: find the highest rate that holds it.")
@click.option("--arrival", default="poisson", show_default=True, help="Arrivals of the server scenario, or constant.")
@click.option("--seed", type=int, help="Seed of the arrivals.  [default: 1]")
@click.option("--input-length", metavar="P[,P]",
              help="128, uniform:16:384, lognormal:MEAN:DEVIATION:MIN:MAX or trace:FILE.  [default: the workload's]")
@click.option("--output-length", metavar="P[,P]",
              help="Tokens of an answer.  [default: the workload's; of an endpoint 64]")
@click.option("--max-batch", type=int, help="Most requests that a dynamic batcher puts into one call.")
@click.option("--queue-delay", metavar="MS", help="Longest wait for a dynamic batch to fill.  [default: 0]")
@click.option("--instances", type=int, help="Copies of the model that serve at once.  [default: 1]")
@click.option("--streams", type=int, help="Requests at once on each.  [default: as the concurrency needs]")
@click.option("--percentile", metavar="p99", help="Highest percentile that every trial is to support.  [default: p99]")
@click.option("--trials", type=int, help="Fresh processes per operating point.  [default: 5; with --quick 1]")
@click.option("--timeout", type=float, metavar="S", help="End a trial after so long.  [default: as it should take]")
@click.option("--energy", default="auto", show_default=True, metavar="METER",
              help="Energy meter: auto, off, powercap, nvml, amdsmi or wall.")
@click.option("--wall-meter", type=click.Path(path_type=Path), metavar="FILE.csv",
              help="Log of a wall meter that goes on while this runs.")
@click.option("--url", help="Endpoint that is measured over the wire; never published.")
@click.option("--model-name", metavar="M", help="Model of the endpoint, as its server names it.")
@click.option("--api-key-file", type=click.Path(path_type=Path), metavar="FILE",
              help="Its key, where LYNX_API_KEY does not hold it; never published.")
@click.option("--threads", help="Threads inside one operator; several make several submissions.  [default: all CPUs]")
@click.option("--option", "options", multiple=True, metavar="KEY=VALUE",
              help="Option of the runtime; repeatable; RUNTIME/KEY=VALUE for one of several.")
@click.option("--quick", is_flag=True, help="Short trials: makes a draft, which no registry accepts.")
@click.option("--ask-cloud", is_flag=True, help="Ask the provider's metadata service for instance type and region.")
@click.option("--model", type=click.Path(path_type=Path), metavar="FILE.onnx", help="Model of the workload custom.")
@click.option("--bind", multiple=True, metavar="AXIS=N", help="Size of a free axis of its inputs; repeatable.")
@click.option("--describe", type=click.Path(path_type=Path), metavar="FILE.toml",
              help="What its file does not say: task, ranges of inputs, the scored output.")
@click.option("--disclose", type=click.Path(path_type=Path), help="TOML file of what the program cannot read.")
@click.option("--submitter", help="Id below submissions/, or a submitter.json.")
@click.option("--out", type=click.Path(path_type=Path), help="Where to write.  [default: drafts/SUBMITTER]")
@click.option("--resume", is_flag=False, flag_value="", metavar="[SESSION]",
              help="Go on with an interrupted run, the latest where none is named.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="Form of the output.")
def run(workload: str | None, resume: str | None, form: str, **given: object) -> None:
    """Measure a workload on an inference runtime and write submissions.

    \b
    Examples:
      lynx run digits-cnn
      lynx run digits-cnn --precision fp32,int8 --threads 1,2
      lynx run digits-cnn --runtime onnxruntime,openvino --precision fp32,openvino/int8-nncf
      lynx run digits-cnn --scenario server --bound p99=2ms
      lynx run digits-cnn --scenario concurrent,server --concurrency 1,2 --rate 200,2000
      lynx run digits-cnn --quick --scenario offline --batch 8 --format json
      lynx run gpt2-small --precision fp32,int8 --input-length 128 --output-length 32
      lynx run custom --model encoder.onnx --bind sequence=128
      lynx run custom --runtime openai --url URL --model-name M --concurrency 1,8,64
      lynx run digits-cnn --runtime kserve --url grpc://HOST:8001 --model-name M
      lynx run --resume
    """
    from lynxrunner.errors import RunError, first_line
    from lynxrunner.interrupts import status, terminable

    try:
        with terminable():
            complete = _measured(workload, resume, form, given)
    except RunError as error:
        raise Refused(str(error)) from None
    except OSError as error:
        raise Refused(f"the workspace cannot be used: {first_line(error)}") from None
    except KeyboardInterrupt as error:
        click.echo("Interrupted: nothing was written.", err=True)
        sys.exit(status(error))
    except MemoryError:
        raise Refused("the machine has too little memory for this run; ask for smaller batches") from None
    sys.exit(0 if complete else INCOMPLETE)


def _measured(workload: str | None, resume: str | None, form: str, given: dict[str, object]) -> bool:
    """Measure and tell; False where something was given up or interrupted."""
    if module := SERVED.get(str(given["runtime"])):
        told, complete = import_module(module).run(workload, resume, given, form)
        click.echo(told)
        return bool(complete)
    given = _in_process(given)
    from lynxrunner.begin import begin
    from lynxrunner.interrupts import status
    from lynxrunner.lock import alone
    from lynxrunner.measure import hint, measure
    from lynxrunner.progress import progress
    from lynxrunner.summary import FORMATS, summaries

    with alone():
        run = begin(workload, resume, given)
        try:
            with progress() as shown:
                found = measure(run.plan, run.session, run.out, run.journal, shown)
        except KeyboardInterrupt as error:
            click.echo(f"Interrupted: {hint(run.journal) or 'nothing was written.'}", err=True)
            sys.exit(status(error))
    click.echo(FORMATS[form](summaries(found.directories, run.plan.profile)))
    return found.complete


def _in_process(given: dict[str, object]) -> dict[str, object]:
    """The options without those of endpoints."""
    stray = next((name for name in OF_ENDPOINTS if given[name] is not None), None)
    if stray:
        raise Refused(f"--{stray.replace('_', '-')}: only an endpoint has one; name its protocol with --runtime openai "
                      "or kserve")
    return {name: value for name, value in given.items() if name not in OF_ENDPOINTS}
