package rule

import "testing"

// TestNarrower compares narrower with looking at numbers, of which there are some between, below and above those that are compared with.
func TestNarrower(t *testing.T) {
	holds := map[string]func(n, x float64) bool{
		"equals": func(n, x float64) bool { return n == x },
		"gt":     func(n, x float64) bool { return n > x },
		"gte":    func(n, x float64) bool { return n >= x },
		"lt":     func(n, x float64) bool { return n < x },
		"lte":    func(n, x float64) bool { return n <= x },
	}
	for operator, one := range holds {
		for other, two := range holds {
			for x := 1.0; x <= 3; x++ {
				for y := 1.0; y <= 3; y++ {
					want := operator != other || operator != "equals" // a rule with the same text is another case
					for n := 0.5; n <= 3.5; n += 0.25 {
						want = want && (!one(n, x) || two(n, y))
					}
					if got := narrower(operator, x, other, y); got != want {
						t.Errorf("whatever is %s %v is %s %v: %v, want %v", operator, x, other, y, got, want)
					}
				}
			}
		}
	}
}
