"""What the data command and its own commands take."""

from __future__ import annotations

from argparse import ArgumentParser

from readiness.cli.arguments import output_file


def data_options(data: ArgumentParser) -> None:
    """Gives the parser of ``readiness data`` its commands."""
    own = data.add_subparsers(title="commands", metavar="COMMAND", required=True)
    own.add_parser("path", help="where your answers are").set_defaults(run="data:data_path")
    own.add_parser("list", help="the sittings that are saved").set_defaults(run="data:data_list")
    own.add_parser("check", help="say what is damaged").set_defaults(run="data:data_check")
    own.add_parser("repair", help="set aside what is damaged; nothing is deleted").set_defaults(run="data:data_repair")
    export = own.add_parser("export", help="your answers as response sheets, one a line, to keep or to hand on")
    export.add_argument(
        "output", type=output_file, metavar="FILE", help="a new .jsonl file, readable by you only; - is standard output"
    )
    other = export.add_mutually_exclusive_group()
    other.add_argument("--practice", action="store_true", help="the answers of practice instead, one session a line")
    other.add_argument("--choices", action="store_true", help="your choices between working days instead, one set a line")
    export.set_defaults(run="data:data_export", format="json")
    delete = own.add_parser("delete", help="remove saved sittings")
    delete.add_argument("sitting", nargs="*", metavar="SITTING", help="their names, or the start of them")
    delete.add_argument("--all", action="store_true", help="remove everything")
    delete.add_argument("--yes", action="store_true", help="do not ask")
    delete.set_defaults(run="data:data_delete")
