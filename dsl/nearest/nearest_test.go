package nearest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/nearest"
)

func TestOf(t *testing.T) {
	outcomes := []string{"livenessDetected", "deepfakeDetected", "noFace", "inconclusive", "cancelled"}
	for _, c := range []struct {
		word       string
		candidates []string
		want       string
	}{
		{"canceled", outcomes, "cancelled"},
		{"nofase", outcomes, "noFace"},
		{"NoFace", outcomes, "noFace"},
		{"no-face", outcomes, "noFace"},
		{"liveness_detected", outcomes, "livenessDetected"},
		{"livnessDetcted", outcomes, "livenessDetected"},
		{"inconculsive", outcomes, "inconclusive"},
		{"noFace", outcomes, ""},
		{"verified", outcomes, ""},
		{"livenes", []string{"liveness", "lives"}, "liveness"},
		{"form", []string{"from"}, "from"},
		{"nope", []string{"zone"}, ""},
		{"nope", []string{"note", "zone"}, "note"},
		{"zoen1", []string{"zone"}, "zone"},
		{"prmpt", []string{"prompt"}, "prompt"},
		{"a", []string{"b"}, ""},
		{"ab", []string{"ac"}, ""},
		{"AB", []string{"ab"}, "ab"},
		{"end", []string{"ned"}, "ned"},
		{"end", []string{"start"}, ""},
		{"cat1", []string{"cat2", "cat3"}, "cat2"},
		{"straße", []string{"strasse"}, "strasse"},
		{"éé", []string{"éè"}, ""},
		{"éééé", []string{"éèéé"}, "éèéé"},
		{"鍵鍵鍵", []string{"鍵鍰鍵"}, "鍵鍰鍵"},
		{"abab", []string{"aabb"}, "aabb"},
		{"x", nil, ""},
		{"", []string{"a"}, ""},
		{strings.Repeat("a", 1_000_000), []string{strings.Repeat("a", 999_999)}, ""},
	} {
		got, ok := nearest.Of(c.word, c.candidates)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%.20q in %.60q: got %q %v, want %q", c.word, c.candidates, got, ok, c.want)
		}
	}
}

func TestAll(t *testing.T) {
	for _, c := range []struct {
		word       string
		candidates string
		want       string
	}{
		{"cat1", "cat2 cat3 cut5 cat2", "cat2 cat3"},
		{"cat1", "cut5 cat2", "cat2"},
		{"no_face", "noFaces noFace no-face", "noFace no-face"},
		{"node", "node1 nodes node", "node1 nodes"},
		{"verified", "start end", ""},
	} {
		if got := strings.Join(nearest.All(c.word, strings.Fields(c.candidates)), " "); got != c.want {
			t.Errorf("%s in %s: got %q, want %q", c.word, c.candidates, got, c.want)
		}
	}
}

func TestNames(t *testing.T) {
	names := nearest.NewNames([]string{"greeting", "liveness", "good-bye"})
	for word, want := range map[string]string{"livenes": "liveness", "greting": "greeting", "goodbye": "good-bye", "nothing": ""} {
		if got := names.All(word); strings.Join(got, " ") != want {
			t.Errorf("%s: got %q, want %q", word, got, want)
		}
	}
}

// However many words are looked up, it ends soon.
func TestNamesBudget(t *testing.T) {
	ids := make([]string, 100_000)
	for i := range ids {
		ids[i] = fmt.Sprintf("node-%06d", i)
	}
	names := nearest.NewNames(ids)
	if got := names.All("nod-000007"); len(got) == 0 || got[0] != "node-000007" {
		t.Errorf("got %q", got)
	}
	found := 0
	for i := range ids {
		if names.All(fmt.Sprintf("mode+%06d", i)) != nil {
			found++
		}
	}
	if found == 0 || found > 20 {
		t.Errorf("%d of 100,000 found", found)
	}
}

// However many names are equally near, it takes no longer than when none is.
func TestManyTies(t *testing.T) {
	names := make([]string, 1_000_000)
	for i := range names {
		names[i] = string([]rune{'n', 'o', 'd', 'e', rune(0x4E00 + i%1000), rune(0x4E00 + i/1000)})
	}
	if got := nearest.All("nodexy", names); len(got) < 3 || got[0] != names[0] || got[1] != names[1] {
		t.Errorf("got %d names, %.5q", len(got), got)
	}
}

// Long names that differ only at their ends are compared as fast as others.
func TestLongNames(t *testing.T) {
	long := strings.Repeat("x", 250)
	ids := make([]string, 20_000)
	for i := range ids {
		ids[i] = fmt.Sprintf("%s%05d", long, i)
	}
	names := nearest.NewNames(ids)
	for i := range 49 {
		if got := names.All(fmt.Sprintf("%s0000%c", long, 'a'+i%26)); len(got) != 10 || got[9] != ids[9] {
			t.Fatalf("got %.300q", got)
		}
	}
}
