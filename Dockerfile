# The program with LibreOffice and fonts; it runs as no root, in /kerja, where a workspace is mounted.
FROM python:3.12-slim-bookworm

RUN apt-get update \
  && apt-get install -y --no-install-recommends git libreoffice-writer-nogui fonts-liberation fonts-noto-core \
  && rm -rf /var/lib/apt/lists/*

WORKDIR /program
COPY . .
RUN pip install --no-cache-dir --require-hashes -r requirements-build.lock \
  && pip install --no-cache-dir --require-hashes --no-build-isolation -r requirements.lock \
  && pip install --no-cache-dir --no-deps --no-build-isolation . \
  && rm -rf /program \
  && useradd --create-home --uid 1000 skm \
  && git config --system --add safe.directory /kerja

USER 1000
ENV HOME=/tmp
WORKDIR /kerja
ENTRYPOINT ["skm"]
