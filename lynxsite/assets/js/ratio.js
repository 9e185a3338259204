// Ratios over trials with Welch's interval on logarithms, and ties called ties, as lynxschema.ratio has them.
import { quantile } from "./student.js";

const LEAST_EFFECT = 0.02;

export function ratio(first, second) {
  const [a, b] = [first.map(Math.log), second.map(Math.log)];
  const effect = mean(b) - mean(a);
  const half = halfWidth(a, b);
  const value = Math.exp(effect);
  if (half === null) return { value, low: null, high: null, tie: true };
  const [low, high] = [Math.exp(effect - half), Math.exp(effect + half)];
  return { value, low, high, tie: (low <= 1 && high >= 1) || Math.abs(value - 1) < LEAST_EFFECT };
}

export function geometric(values) {
  return Math.exp(mean(values.map(Math.log)));
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values) {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}

function halfWidth(a, b) {
  if (a.length < 2 || b.length < 2) return null;
  const parts = [a, b].map((side) => variance(side) / side.length);
  const error = parts[0] + parts[1];
  if (error === 0) return 0;
  const freedom = error ** 2 / (parts[0] ** 2 / (a.length - 1) + parts[1] ** 2 / (b.length - 1));
  return quantile(0.975, freedom) * Math.sqrt(error);
}
