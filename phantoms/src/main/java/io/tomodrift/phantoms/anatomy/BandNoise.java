package io.tomodrift.phantoms.anatomy;

/**
 * Band-limited noise in space: gradient noise on a cubic lattice of hashed gradients, with energy
 * around one wavelength, zero mean, deviation about 0.25, values in about [-1, 1]. It has no state,
 * so any point may be evaluated by any thread.
 *
 * <p><b>Reference</b>: Perlin, Improving noise, SIGGRAPH 2002.
 */
final class BandNoise {

  private final long seed;
  private final double perMm;

  BandNoise(SplitRandom random, double wavelengthMm) {
    seed = random.nextLong();
    perMm = 1 / wavelengthMm;
  }

  double at(double xMm, double yMm, double zMm) {
    // The offset keeps lattice planes away from the isocenter, where everything is symmetric.
    double x = xMm * perMm + 0.37;
    double y = yMm * perMm + 0.61;
    double z = zMm * perMm + 0.23;
    int ix = floor(x);
    int iy = floor(y);
    int iz = floor(z);
    double fx = x - ix;
    double fy = y - iy;
    double fz = z - iz;
    double u = fade(fx);
    double v = fade(fy);
    double low = plane(ix, iy, iz, fx, fy, fz, u, v);
    double high = plane(ix, iy, iz + 1, fx, fy, fz - 1, u, v);
    return low + fade(fz) * (high - low);
  }

  private double plane(
      int ix, int iy, int iz, double fx, double fy, double fz, double u, double v) {
    double a = corner(ix, iy, iz, fx, fy, fz);
    double b = corner(ix + 1, iy, iz, fx - 1, fy, fz);
    double c = corner(ix, iy + 1, iz, fx, fy - 1, fz);
    double d = corner(ix + 1, iy + 1, iz, fx - 1, fy - 1, fz);
    double front = a + u * (b - a);
    double back = c + u * (d - c);
    return front + v * (back - front);
  }

  private double corner(int ix, int iy, int iz, double fx, double fy, double fz) {
    long hash =
        seed + ix * 0x9E3779B97F4A7C15L + iy * 0xC2B2AE3D27D4EB4FL + iz * 0x165667B19E3779F9L;
    int h = (int) (SplitRandom.mix(hash) >>> 60);
    double first = h < 8 ? fx : fy;
    double second = h < 4 ? fy : h == 12 || h == 14 ? fx : fz;
    return ((h & 1) == 0 ? first : -first) + ((h & 2) == 0 ? second : -second);
  }

  private static int floor(double value) {
    int truncated = (int) value;
    return value < truncated ? truncated - 1 : truncated;
  }

  private static double fade(double t) {
    return t * t * t * (t * (t * 6 - 15) + 10);
  }
}
