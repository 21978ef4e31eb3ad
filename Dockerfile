FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
RUN python -m venv /app/.venv
COPY requirements/runtime.txt requirements/runtime.txt
RUN /app/.venv/bin/pip install --quiet --require-hashes --requirement requirements/runtime.txt
COPY manage.py LICENSE ./
COPY newsroom newsroom
COPY articles articles
COPY comments comments
COPY templates templates
COPY static static
RUN STATE_DIR=/app/build /app/.venv/bin/python manage.py collectstatic --noinput --verbosity 0 && mv /app/build/static /app/collected && rm -rf /app/build

FROM python:3.13-slim
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 STATE_DIR=/srv/newsroom STATIC_ROOT=/app/collected
RUN useradd --uid 10001 --create-home --home-dir /srv/newsroom --shell /usr/sbin/nologin newsroom
WORKDIR /app
COPY --from=build /app /app
USER newsroom
VOLUME /srv/newsroom
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz/live', timeout=2)"]
CMD ["gunicorn", "newsroom.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--access-logfile", "-"]
