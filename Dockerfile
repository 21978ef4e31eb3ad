# One image for the site, its worker and its commands: docker-compose.yml shows how they are put together.
FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /site
COPY requirements/container.txt requirements/
RUN python -m venv --without-pip /app/.venv \
 && pip --python /app/.venv/bin/python install --quiet --require-hashes --only-binary :all: --requirement requirements/container.txt
COPY . .
# Static files get their hashed names here; modules are compiled here, because the root file system is read-only later.
RUN chmod 755 manage.py \
 && STATE_DIR=/tmp/build STATIC_ROOT=/site/collected /app/.venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
 && /app/.venv/bin/python -m compileall -q -s /site -p /app /site/articles /site/comments /site/newsroom \
 && mkdir -p /srv/newsroom/media/public

FROM python:3.13-slim
LABEL org.opencontainers.image.title="Newsroom" org.opencontainers.image.licenses="BSD-3-Clause"
ENV PATH=/app/.venv/bin:/app:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    STATE_DIR=/srv/newsroom STATIC_ROOT=/app/collected METRICS_PORT=9100
RUN groupadd --gid 10001 newsroom && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /srv/newsroom --shell /usr/sbin/nologin newsroom
WORKDIR /app
COPY --from=build --chown=10001:10001 /srv/newsroom /srv/newsroom
COPY --from=build /app/.venv /app/.venv
COPY --from=build /site /app
USER 10001:10001
VOLUME /srv/newsroom /srv/newsroom/media/public
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --start-interval=1s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz/live', timeout=2)"]
CMD ["gunicorn", "newsroom.wsgi", "--config", "python:newsroom.gunicorn_config"]
