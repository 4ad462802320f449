"""Trouble on the command line: one sentence and a non-zero exit, never a traceback."""

import sys

import click


class in_one_sentence:  # noqa: N801 - reads as words where it is used
    """What the operator can mend is told in one sentence, without a traceback."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from alongside.config.trouble import sentence_for

        if error is not None and (sentence := sentence_for(error)):
            click.echo(sentence, err=True)
            sys.exit(1)
