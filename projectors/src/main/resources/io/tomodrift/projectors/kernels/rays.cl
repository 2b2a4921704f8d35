// The weight of a pixel on a ray: one function for the forward projection and its adjoint, which is
// what makes the pair matched.
//
// A ray crosses index i of its dominant axis at position intercept + slope i of the other axis, all
// in pixels. Both are fixed-point numbers with FRACTION_BITS bits after the point: the position is
// exact whatever its size, where a float would have lost the fraction that the weights are made of.
#define FRACTION_BITS 40
#define ONE_PIXEL ((wide)1 << FRACTION_BITS)
#define HALF_PIXEL ((wide)1 << (FRACTION_BITS - 1))
#define PIXELS_PER_UNIT 9.094947e-13f

// Share of a step below an edge. A ray along the edge (0 times infinity) is not below it.
DEVICE float share_below(wide distance, float inverse_slope) {
  float share = (float)distance * PIXELS_PER_UNIT * inverse_slope + 0.5f;
  return share >= 1.0f ? 1.0f : share > 0.0f ? share : 0.0f;
}

// Share of the step at a position that belongs to the pixel of index cross.
DEVICE float ray_share(int siddon, wide position, int cross, float inverse_slope) {
  wide distance = position - ((wide)cross << FRACTION_BITS);
  if (siddon) {
    return share_below(HALF_PIXEL - distance, inverse_slope)
        - share_below(-HALF_PIXEL - distance, inverse_slope);
  }
  if (distance >= ONE_PIXEL || distance <= -ONE_PIXEL) {
    return 0.0f;
  }
  // The upper 24 bits of the fraction, which a float holds exactly.
  float fraction = (float)(int)((distance >> (FRACTION_BITS - 24)) & 0xFFFFFF) * 5.9604645e-8f;
  return distance >= 0 ? 1.0f - fraction : fraction;
}
