package rule

import (
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/lint/secret"
)

var securityRules = []*Rule{
	{
		ID: "secret-in-source", Family: "security", Severity: ast.Error,
		Summary: "a key or token stands in the source",
		Doc: "A flow is committed, copied and posted, and whoever reads it has the key. Revoke the key, take it out of the history, and let " +
			"the backend that posts the flow hold it. FaceSign's is read from FACESIGN_API_KEY. No output shows what was found.",
		Bad:   yaml("metadata: {key: sk_test_0a1b2c3d4e5f}" + minimal),
		Good:  yaml(minimal),
		Check: checkSecretInSource,
	},
	{
		ID: "insecure-url", Family: "security", Severity: ast.Warning,
		Summary: "a service is called by http, with credentials in the URL, or at a private address",
		Doc: "What the service answers decides where people go; over http, anybody on the way can change it. Credentials in a URL end up in " +
			"logs. A loopback or private address is one in FaceSign's own network, not in yours.",
		Bad:   yaml(called("http://risk.example.com/score")),
		Good:  yaml(called("https://risk.example.com/score")),
		Check: checkInsecureURL,
	},
	{
		ID: "fail-open", Family: "security", Severity: ast.Warning, Paths: true,
		Summary: "a failed check goes where a passed one goes",
		Doc: "A deepfake that is routed to the approval is let in, and nothing in the API minds. inconclusive, noFace and errors say that " +
			"nothing was proved, which is no pass either. Lead them elsewhere: try again, or end. When both only meet in a farewell, " +
			"this is an info: whoever reads the report can still tell them apart. An edge that goes around a later check is " +
			"not reported, as that may be intended; only a policy can prove that a deepfake never reaches an approval.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: live}
  live: {type: liveness_detection, outcomes: {livenessDetected: done, deepfakeDetected: done, noFace: gone, inconclusive: gone}}
  done: {type: end}
  gone: {type: end}
`),
		Good:  yaml(live),
		Check: checkFailOpen,
	},
}

// called is a flow that calls the URL.
func called(url string) string {
	return `
flow:
  start: {type: start, outcome: score}
  score: {type: external_call, request: {url: "` + url + `"}, outcome: done}
  done: {type: end}
`
}

func checkSecretInSource(p *Pass) {
	for _, s := range secret.Find(p.File.Source.Text) {
		p.Report(ast.Diagnostic{
			Message: fmt.Sprintf("%s stands in the source: %s", s.Kind, ast.Quote(s.Mask(p.File.Source.Text))), Span: s.Span,
			Help: []string{"revoke it, take it out of the history, and let the backend hold it"},
		})
	}
}

func checkInsecureURL(p *Pass) {
	for _, n := range p.meaning(catalog.RequestURL) {
		u, err := url.Parse(n.Value.Text)
		if err != nil || u.Host == "" {
			continue // the rule invalid-value says so
		}
		report := func(message, help string) {
			p.Report(ast.Diagnostic{Message: message, Span: n.Value.Span, Node: idOf(n.Node), Related: through(n.Via...), Help: []string{help}})
		}
		if place := privatePlace(u.Hostname()); place != "" {
			report(fmt.Sprintf("%s is %s address; the service is called from FaceSign's network", ast.Quote(u.Hostname()), place), "give the public name of the service")
			continue
		}
		if u.User != nil {
			report("the URL holds credentials, which end up in logs", "take them out, and let the service know its callers by other means")
		}
		if u.Scheme == "http" {
			report("the service is called by http, so that its answer can be changed on the way", "call it by https")
		}
	}
}

// privatePlace says what kind of address a host is, with its article, when nobody outside can reach it; it is empty for a public
// one.
func privatePlace(host string) string {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return "a loopback"
	}
	ip, ok := address(host)
	if !ok {
		return ""
	}
	switch ip = ip.Unmap(); {
	case ip.IsLoopback() || ip.IsUnspecified():
		return "a loopback"
	case ip.IsPrivate() || sharedSpace.Contains(ip):
		return "a private"
	case ip.IsLinkLocalUnicast() || ip.IsLinkLocalMulticast():
		return "a link-local"
	}
	return ""
}

// sharedSpace are the addresses between a provider and its customers, which nobody outside can reach either (RFC 6598).
var sharedSpace = netip.PrefixFrom(netip.AddrFrom4([4]byte{100, 64}), 10)

// address reads a host as an address, including the short, octal and hexadecimal forms that resolvers take: 127.1 and 0x7f000001
// are 127.0.0.1.
func address(host string) (netip.Addr, bool) {
	if last := host[strings.LastIndexByte(host, '.')+1:]; !strings.Contains(host, ":") && (last == "" || last[0] < '0' || last[0] > '9') {
		return netip.Addr{}, false // a name, as nearly all are
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip, true
	}
	parts := strings.Split(host, ".")
	if len(parts) > 4 {
		return netip.Addr{}, false
	}
	var whole uint64
	for i, part := range parts {
		room := 8
		if i == len(parts)-1 {
			room = 8 * (4 - i) // the last part fills what is left
		}
		n, err := strconv.ParseUint(part, 0, room)
		if err != nil || strings.Contains(part, "_") || strings.HasPrefix(part, "0b") || strings.HasPrefix(part, "0o") {
			return netip.Addr{}, false
		}
		whole = whole<<room | n
	}
	return netip.AddrFrom4([4]byte{byte(whole >> 24), byte(whole >> 16), byte(whole >> 8), byte(whole)}), true
}

func checkFailOpen(p *Pass) {
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		for k := range n.Edges {
			bad := &n.Edges[k]
			if bad.Field == nil || bad.Field.Verdict != catalog.Negative {
				continue
			}
			good := positiveTo(n, bad.To)
			if good == nil {
				continue
			}
			out := ast.Diagnostic{
				Message: fmt.Sprintf("%s goes to %s, as %s does: not passing the check comes to the same as passing it", ast.Quote(bad.Name.Text), ast.Quote(bad.Target.Text), ast.Quote(good.Name.Text)),
				Span:    bad.Target.Span, Node: idOf(n),
				Related: append([]ast.Related{{Message: "the passed check", Span: good.Target.Span}}, through(n.Object.Via, bad.Target.Via)...),
				Help:    []string{"lead it to another node, so that only a passed check goes on"},
			}
			if p.isFarewell(p.node(bad.To)) {
				out.Help = []string{"the report tells them apart; to tell the person, too, lead it to a farewell of its own"}
				p.ReportAs(ast.Info, out)
			} else {
				p.Report(out)
			}
		}
	}
}

// positiveTo returns the edge by which the node leads to the same place when its check was passed; nil for none.
func positiveTo(n *ast.Node, to int32) *ast.Edge {
	for k := range n.Edges {
		if e := &n.Edges[k]; e.To == to && to >= 0 && e.Field != nil && e.Field.Verdict == catalog.Positive {
			return e
		}
	}
	return nil
}

// isFarewell tells whether the node is a conversation that does nothing but go to an end.
func (p *Pass) isFarewell(n *ast.Node) bool {
	if outcomesOf(n) == nil || n.Spec.InstantWhen == "" || n.Open || len(n.Edges) == 0 {
		return false
	}
	for k := range n.Edges {
		// One that leads to different ends decides something.
		if to := n.Edges[k].To; to < 0 || to != n.Edges[0].To || !isEnd(p.node(to)) {
			return false
		}
	}
	return true
}
