// Vector operations on stacks of lanes with a factor, or a result, for each lane.

// y += factor[lane] x
KERNEL void vector_axpy(
    GLOBAL const float* RESTRICT factors,
    GLOBAL const float* RESTRICT x,
    GLOBAL float* RESTRICT y,
    int count,
    int lanes) {
  size_t at = GLOBAL_ID;
  if (at < (size_t)count * lanes) {
    y[at] += factors[at % lanes] * x[at];
  }
}

// Partial inner products: sums[part][lane] adds every parts-th value; the host adds the parts, in
// double precision and in order.
KERNEL void vector_dot(
    GLOBAL const float* RESTRICT x,
    GLOBAL const float* RESTRICT y,
    GLOBAL float* RESTRICT sums,
    int count,
    int lanes,
    int parts) {
  size_t part = GLOBAL_ID / lanes;
  if (part >= (size_t)parts) {
    return;
  }
  int lane = (int)(GLOBAL_ID % lanes);
  float sum = 0.0f;
  for (size_t n = part; n < (size_t)count; n += parts) {
    sum += x[n * lanes + lane] * y[n * lanes + lane];
  }
  sums[GLOBAL_ID] = sum;
}
