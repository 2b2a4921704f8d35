package io.tomodrift.projectors.opencl;

import io.tomodrift.projectors.device.Device;
import io.tomodrift.projectors.device.DeviceBuffer;
import io.tomodrift.projectors.device.DeviceQueue;
import io.tomodrift.projectors.device.HostBuffer;
import io.tomodrift.projectors.device.RealTransforms;
import java.nio.FloatBuffer;

/** What a library of transforms would do, by its definition, on the host. */
final class HostTransforms implements RealTransforms {

  private final Device device;
  private final int length;
  private final int lines;
  int calls;

  HostTransforms(Device device, int length, int lines) {
    this.device = device;
    this.length = length;
    this.lines = lines;
  }

  private interface Change {
    void apply(FloatBuffer real, FloatBuffer spectrum);
  }

  private void change(DeviceQueue queue, DeviceBuffer real, DeviceBuffer spectrum, Change change) {
    calls++;
    try (HostBuffer r = device.hostBuffer(real.bytes());
        HostBuffer s = device.hostBuffer(spectrum.bytes())) {
      queue.download(real, r, real.bytes());
      queue.download(spectrum, s, spectrum.bytes());
      queue.finish();
      change.apply(r.bytes().asFloatBuffer(), s.bytes().asFloatBuffer());
      queue.upload(r, real, real.bytes());
      queue.upload(s, spectrum, spectrum.bytes());
      queue.finish();
    }
  }

  @Override
  public void forward(DeviceQueue queue, DeviceBuffer real, int part, DeviceBuffer spectrum) {
    change(
        queue,
        real,
        spectrum,
        (r, s) -> {
          for (int line = 0; line < lines; line++) {
            for (int f = 0; f <= length / 2; f++) {
              double re = 0;
              double im = 0;
              for (int n = 0; n < length; n++) {
                double angle = 2 * Math.PI * f * n / length;
                double value = r.get((part * length + n) * lines + line);
                re += value * Math.cos(angle);
                im -= value * Math.sin(angle);
              }
              s.put(2 * (f * lines + line), (float) re);
              s.put(2 * (f * lines + line) + 1, (float) im);
            }
          }
        });
  }

  @Override
  public void inverse(DeviceQueue queue, DeviceBuffer spectrum, DeviceBuffer real, int part) {
    change(
        queue,
        real,
        spectrum,
        (r, s) -> {
          for (int line = 0; line < lines; line++) {
            for (int n = 0; n < length; n++) {
              double sum = 0;
              for (int f = 0; f < length; f++) {
                int known = Math.min(f, length - f);
                double sign = f == known ? 1 : -1;
                double angle = 2 * Math.PI * f * n / length;
                sum +=
                    s.get(2 * (known * lines + line)) * Math.cos(angle)
                        - sign * s.get(2 * (known * lines + line) + 1) * Math.sin(angle);
              }
              r.put((part * length + n) * lines + line, (float) sum);
            }
          }
        });
  }

  @Override
  public void close() {}
}
