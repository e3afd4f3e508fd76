FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=$VERSION" -o /fsflow ./cmd/fsflow

FROM scratch
# For submit, which speaks to the API.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /fsflow /fsflow
USER 65532:65532
WORKDIR /data
ENTRYPOINT ["/fsflow"]
