package session

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strconv"
	"strings"
	"syscall"
)

// unreachable tells why there was no connection, and whether another attempt may fare better.
func unreachable(server *url.URL, err error) (reason string, again bool) {
	var (
		lookup      *net.DNSError
		certificate *tls.CertificateVerificationError
		record      tls.RecordHeaderError
		op          *net.OpError
		refusal     *proxyRefusal
	)
	host := strconv.Quote(server.Host)
	if errors.As(err, &op) && op.Op == "proxyconnect" { // as net/http names it
		host = "the proxy that HTTPS_PROXY names"
	}
	switch {
	case errors.Is(err, errRemote):
		return errRemote.Error(), false
	case errors.As(err, &refusal):
		return fmt.Sprintf("the proxy that HTTPS_PROXY names answered %s, and does not connect to %s", statusText(refusal.status), host), refusal.status >= 500
	case errors.As(err, &certificate):
		return fmt.Sprintf("the certificate of %s is not to be trusted: %s", host, strings.TrimPrefix(certificate.Err.Error(), "x509: ")), false
	case errors.As(err, &record):
		return fmt.Sprintf("%s does not speak https", host), false
	case errors.As(err, &lookup) && lookup.IsNotFound:
		return fmt.Sprintf("no address is known of %q", lookup.Name), true
	case errors.As(err, &lookup):
		return fmt.Sprintf("the address of %q could not be looked up", lookup.Name), true
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Sprintf("%s refused the connection", host), true
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return fmt.Sprintf("there is no way to %s", host), true
	case isTimeout(err):
		return fmt.Sprintf("%s did not take the connection in time", host), true
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return fmt.Sprintf("%s closed the connection before it was ready", host), true
	case errors.As(err, &op):
		return fmt.Sprintf("%s could not be reached: %s", host, op.Err), true
	}
	return fmt.Sprintf("%s could not be reached: %s", host, err), true
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}

// brokenOff tells why there was no answer on a connection that was made. The errors of net/http have no types of their own.
func brokenOff(err error) string {
	text := err.Error()
	switch {
	case strings.Contains(text, "malformed HTTP"), strings.Contains(text, "malformed MIME"):
		return "what the server answered is not HTTP"
	case strings.Contains(text, "headers exceeded"):
		return fmt.Sprintf("the header of the server's answer is larger than %d MiB", maxAnswerHeader>>20)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "the server closed the connection without an answer"
	}
	return "the connection broke off without an answer: " + strings.TrimPrefix(text, "net/http: ")
}
