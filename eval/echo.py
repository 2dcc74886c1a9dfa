"""A bare FastAPI echo, what the API is measured against: ``uvicorn eval.echo:app``."""

from typing import Any

from fastapi import FastAPI

app = FastAPI()


@app.post("/echo")
async def echo(body: dict[str, Any]) -> dict[str, Any]:
    """Return the body."""
    return body
