from langgraph_sdk import Auth

# The key "secret" may do everything, "reader" everything except delete, and "guest" sees only its own threads. Other
# keys are rejected.
auth = Auth()


def text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


@auth.authenticate
async def authenticate(headers: dict):
    # The Python server gives bytes, Aegra text.
    sent = {text(name): text(value) for name, value in headers.items()}
    key = sent.get("x-api-key", sent.get("authorization", "").removeprefix("Bearer "))
    if key not in ("secret", "reader", "guest"):
        raise Auth.exceptions.HTTPException(status_code=401, detail="Unknown key")
    return {"identity": key, "permissions": ["delete"] if key == "secret" else []}


@auth.on
async def authorize(ctx: Auth.types.AuthContext, value: object):
    if ctx.action.endswith("delete") and "delete" not in ctx.permissions:
        raise Auth.exceptions.HTTPException(status_code=403, detail="Readers may not delete")
    return {"owner": "guest"} if ctx.user.identity == "guest" else None


@auth.on.threads.create
async def set_owner(ctx: Auth.types.AuthContext, value: Auth.types.ThreadsCreate):
    # Modify the given dict: the server ignores a new one.
    if value.get("metadata") is None:
        value["metadata"] = {}
    value["metadata"]["owner"] = ctx.user.identity
