// Adjoint of the forward projection: a work item gathers the rays over one pixel for LANES slices.
//
// Which channels to look at is found in float with a safety margin; what they weigh is exact.
// directions holds cosine and sine of each view, scale the channels per radian (arc), per unit of
// the tangent (flat) or per mm (parallel).

// Channels from span[0] to span[1] may have rays within reach of a point.
DEVICE void find_span(
    int beam,
    float x,
    float y,
    float cosine,
    float sine,
    float radius,
    float centre,
    float scale,
    float reach,
    float widest,
    float safety,
    float* span) {
  float t = x * cosine + y * sine;
  float l = radius + x * sine - y * cosine;
  float middle;
  float half_width;
  if (beam == PARALLEL) {
    middle = t * scale;
    half_width = reach * scale;
  } else if (beam == FLAT) {
    float reach2 = reach * reach;
    float per_square = scale / (l * l - reach2);
    middle = t * l * per_square;
    half_width = reach * SQRT(t * t + l * l - reach2) * per_square;
    if (l <= 1.001f * reach) {
      half_width = 1e9f;
      middle = 0.0f;
    }
  } else {
    float sine_of_half = reach / SQRT(t * t + l * l);
    // At least the arc sine, and not much more where it matters.
    float half_angle = sine_of_half < 0.5f
        ? sine_of_half * (1.0f + sine_of_half * sine_of_half)
        : sine_of_half < 0.999f ? sine_of_half * 1.5707964f : 10.0f;
    float angle = ATAN2(t, l);
    middle = angle * scale;
    // So far aside, the line of a ray at the other end of the fan comes near behind the source.
    half_width = ABS(angle) + half_angle >= widest ? 1e9f : half_angle * scale;
  }
  span[0] = centre + middle - half_width - safety;
  span[1] = centre + middle + half_width + safety;
}

KERNEL void adjoint(
    GLOBAL const float* RESTRICT data,
    GLOBAL float* RESTRICT image,
    GLOBAL const wide* RESTRICT intercepts,
    GLOBAL const wide* RESTRICT slopes,
    GLOBAL const float* RESTRICT steps,
    GLOBAL const float* RESTRICT inverse_slopes,
    GLOBAL const float* RESTRICT directions,
    int views,
    int channels,
    int columns,
    int rows,
    int lanes,
    int siddon,
    int beam,
    float first_x,
    float first_y,
    float pixel,
    float radius,
    float centre,
    float scale,
    float reach,
    float widest,
    float safety) {
  int groups = lanes / LANES;
  size_t at = GLOBAL_ID / groups;
  if (at >= (size_t)columns * rows) {
    return;
  }
  int lane = (int)(GLOBAL_ID % groups);
  int column = (int)(at % columns);
  int row = (int)(at / columns);
  float x = first_x + column * pixel;
  float y = first_y - row * pixel;
  float last_channel = (float)(channels - 1);
  float sum[LANES];
  for (int k = 0; k < LANES; k++) {
    sum[k] = 0.0f;
  }
  for (int view = 0; view < views; view++) {
    float span[2];
    find_span(beam, x, y, directions[2 * view], directions[2 * view + 1], radius, centre, scale,
        reach, widest, safety, span);
    int from = span[0] > 0.0f ? (int)CEIL(span[0]) : 0;
    int to = span[1] < last_channel ? (int)FLOOR(span[1]) : channels - 1;
    for (int channel = from; channel <= to; channel++) {
      size_t ray = (size_t)view * channels + channel;
      float step = steps[ray];
      int dominant = step > 0.0f ? column : row;
      int cross = step > 0.0f ? row : column;
      float inverse_slope = siddon ? inverse_slopes[ray] : 0.0f;
      wide position = intercepts[ray] + slopes[ray] * dominant;
      float weight = ABS(step) * ray_share(siddon, position, cross, inverse_slope);
      if (weight != 0.0f) {
        for (int k = 0; k < LANES; k++) {
          sum[k] += weight * data[ray * lanes + lane + (size_t)k * groups];
        }
      }
    }
  }
  for (int k = 0; k < LANES; k++) {
    image[at * lanes + lane + (size_t)k * groups] = sum[k];
  }
}
