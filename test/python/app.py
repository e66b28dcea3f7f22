import json
from collections import Counter

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

# Number of requests that met each fault, by the id from the test.
met: Counter[str] = Counter()


class Faults:
    """
    Middleware before the routes and the API: the first two requests with `x-fault: 503 2 some-id` get that status,
    later ones reach the server.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        fault = Request(scope).headers.get("x-fault") if scope["type"] == "http" else None
        if not fault:
            return await self.app(scope, receive, send)
        status, times, id = fault.split(" ")
        met[id] += 1
        if met[id] > int(times):
            return await self.app(scope, receive, send)
        injected = JSONResponse({"detail": "injected"}, int(status), {"retry-after": "0"})
        return await injected(scope, receive, send)


async def hello(request: Request):
    return JSONResponse({"hello": request.query_params.get("name", "world")})


async def echo(request: Request):
    return JSONResponse({"body": json.loads(await request.body())})


async def text(request: Request):
    return PlainTextResponse("no JSON here")


async def missing(request: Request):
    return JSONResponse({"detail": "Nothing of that name"}, 404)


# Custom routes of a deployment, beside the API.
app = Starlette(
    routes=[
        Route("/custom/hello", hello),
        Route("/custom/echo", echo, methods=["POST"]),
        Route("/custom/text", text),
        Route("/custom/missing", missing),
    ],
    middleware=[Middleware(Faults)],
)
