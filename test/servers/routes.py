from app import app as python_app
from fastapi import FastAPI

# The custom routes of the Python server. Aegra takes them from a FastAPI application only.
app = FastAPI(routes=python_app.routes, middleware=python_app.user_middleware)
