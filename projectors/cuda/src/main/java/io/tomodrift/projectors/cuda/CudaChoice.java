package io.tomodrift.projectors.cuda;

import static jcuda.driver.CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR;
import static jcuda.driver.CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR;
import static jcuda.driver.JCudaDriver.cuDeviceGet;
import static jcuda.driver.JCudaDriver.cuDeviceGetAttribute;
import static jcuda.driver.JCudaDriver.cuDeviceGetCount;
import static jcuda.driver.JCudaDriver.cuDeviceGetName;
import static jcuda.driver.JCudaDriver.cuDriverGetVersion;
import static jcuda.driver.JCudaDriver.cuInit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import jcuda.driver.CUdevice;

/**
 * A device that the driver offers.
 *
 * @param device the device
 * @param capability compute capability, 10 major + minor
 * @param description model, driver and libraries, in words
 */
record CudaChoice(CUdevice device, int capability, String description) {

  /** The first device: CUDA_VISIBLE_DEVICES is the usual way to ask for another. */
  static Optional<CudaChoice> best() {
    Cuda.check(cuInit(0), "starting the driver");
    int[] count = new int[1];
    Cuda.check(cuDeviceGetCount(count), "counting devices");
    if (count[0] == 0) {
      return Optional.empty();
    }
    CUdevice device = new CUdevice();
    Cuda.check(cuDeviceGet(device, 0), "taking device 0");
    byte[] name = new byte[256];
    Cuda.check(cuDeviceGetName(name, name.length, device), "asking for the name of device 0");
    int[] version = new int[1];
    Cuda.check(cuDriverGetVersion(version), "asking for the driver's version");
    int capability =
        10 * attribute(device, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR)
            + attribute(device, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR);
    String text =
        "%s (compute capability %d.%d), driver for CUDA %d.%d; %s"
            .formatted(
                new String(name, StandardCharsets.UTF_8).replace("\0", "").strip(),
                capability / 10,
                capability % 10,
                version[0] / 1000,
                version[0] % 1000 / 10,
                CudaLibrary.report("loaded"));
    return Optional.of(new CudaChoice(device, capability, text));
  }

  private static int attribute(CUdevice device, int attribute) {
    int[] value = new int[1];
    Cuda.check(cuDeviceGetAttribute(value, attribute, device), "asking for attribute " + attribute);
    return value[0];
  }
}
