from langgraph_sdk import Auth

# The key "secret" may do everything, "reader" everything except delete, and "guest" sees only its own threads. Other
# keys are rejected.
auth = Auth()


@auth.authenticate
async def authenticate(headers: dict[bytes, bytes]):
    bearer = headers.get(b"authorization", b"").removeprefix(b"Bearer ")
    key = headers.get(b"x-api-key", bearer).decode()
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
    value.setdefault("metadata", {})["owner"] = ctx.user.identity
