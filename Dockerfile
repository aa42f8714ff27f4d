# newsdesk with its Discord bot. How to build and run it: docs/operations.md
FROM python:3.11-slim AS build
WORKDIR /source
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY bot bot
COPY prompts prompts
COPY corpus/articles corpus/articles
RUN python -m venv /opt/newsdesk \
    && /opt/newsdesk/bin/pip install --no-cache-dir --disable-pip-version-check --constraint constraints.txt .

FROM python:3.11-slim
COPY --from=build /opt/newsdesk /opt/newsdesk
RUN useradd --system --uid 10001 --no-create-home newsdesk && install --directory --owner=newsdesk /data
ENV PATH=/opt/newsdesk/bin:$PATH \
    NEWSDESK_DATA_DIR=/data \
    NEWSDESK_DISCORD__HEALTH_PORT=8080 \
    NEWSDESK_DISCORD__LOG=json
USER 10001
VOLUME /data
WORKDIR /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/health', timeout=4)"]
ENTRYPOINT ["newsdesk"]
CMD ["discord", "run"]
