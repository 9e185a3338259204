// Quantiles of Student's t distribution, as lynxschema.student computes them.
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

export function quantile(probability, freedom) {
  let [low, high] = [0, 1];
  while (cumulative(high, freedom) < probability) high *= 2;
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    [low, high] = cumulative(middle, freedom) < probability ? [middle, high] : [low, middle];
  }
  return (low + high) / 2;
}

function cumulative(t, freedom) {
  return 1 - 0.5 * beta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

function beta(x, a, b) {
  if (x === 0 || x === 1) return x;
  if (x > (a + 1) / (a + b + 2)) return 1 - beta(1 - x, b, a);
  const logarithm = gamma(a + b) - gamma(a) - gamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  return (Math.exp(logarithm) / a) * fraction(x, a, b);
}

// Continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8), from the tail up.
function fraction(x, a, b) {
  let value = 1;
  for (let m = Math.trunc(100 + 5 * Math.sqrt(a + b)); m > 0; m -= 1) {
    const odd = (-(a + m - 1) * (a + b + m - 1) * x) / ((a + 2 * m - 2) * (a + 2 * m - 1));
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    value = 1 + odd / (1 + even / value);
  }
  return 1 / value;
}

// Logarithm of the gamma function for positive arguments (Lanczos 1964, g = 7).
function gamma(z) {
  if (z < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * z)) - gamma(1 - z);
  const t = z + 6.5;
  const sum = LANCZOS.reduce((total, weight, place) => total + (place ? weight / (z - 1 + place) : weight), 0);
  return 0.5 * Math.log(2 * Math.PI) + (z - 0.5) * Math.log(t) - t + Math.log(sum);
}
