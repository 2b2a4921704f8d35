package io.tomodrift.projectors.opencl;

import static org.jocl.CL.CL_DEVICE_NAME;
import static org.jocl.CL.CL_DEVICE_NOT_FOUND;
import static org.jocl.CL.CL_DEVICE_TYPE;
import static org.jocl.CL.CL_DEVICE_TYPE_ACCELERATOR;
import static org.jocl.CL.CL_DEVICE_TYPE_ALL;
import static org.jocl.CL.CL_DEVICE_TYPE_CPU;
import static org.jocl.CL.CL_DEVICE_TYPE_GPU;
import static org.jocl.CL.CL_PLATFORM_NAME;
import static org.jocl.CL.CL_PLATFORM_VERSION;
import static org.jocl.CL.CL_SUCCESS;
import static org.jocl.CL.clGetDeviceIDs;
import static org.jocl.CL.clGetDeviceInfo;
import static org.jocl.CL.clGetPlatformIDs;
import static org.jocl.CL.clGetPlatformInfo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/**
 * A device that OpenCL offers.
 *
 * @param platform its driver
 * @param device the device
 * @param type CL_DEVICE_TYPE_ bits
 * @param description model and driver, in words
 */
record OpenClChoice(cl_platform_id platform, cl_device_id device, long type, String description) {

  /** The device to use: a GPU before an accelerator before a CPU, else in the driver's order. */
  static Optional<OpenClChoice> best() {
    return all().stream().min(Comparator.comparingInt(OpenClChoice::preference));
  }

  private static List<OpenClChoice> all() {
    // Without exceptions "no platform" and "no device" are answers like others.
    CL.setExceptionsEnabled(false);
    List<OpenClChoice> found = new ArrayList<>();
    int[] count = new int[1];
    if (clGetPlatformIDs(0, null, count) != CL_SUCCESS || count[0] == 0) {
      return found;
    }
    cl_platform_id[] platforms = new cl_platform_id[count[0]];
    clGetPlatformIDs(platforms.length, platforms, null);
    for (cl_platform_id platform : platforms) {
      int status = clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 0, null, count);
      if (status == CL_DEVICE_NOT_FOUND || status != CL_SUCCESS || count[0] == 0) {
        continue;
      }
      cl_device_id[] devices = new cl_device_id[count[0]];
      clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, devices.length, devices, null);
      for (cl_device_id device : devices) {
        found.add(describe(platform, device));
      }
    }
    return found;
  }

  private static OpenClChoice describe(cl_platform_id platform, cl_device_id device) {
    long type = number(device, CL_DEVICE_TYPE);
    String kind =
        (type & CL_DEVICE_TYPE_GPU) != 0
            ? "GPU"
            : (type & CL_DEVICE_TYPE_CPU) != 0 ? "CPU, for checking results only" : "accelerator";
    String text =
        "%s (%s) by %s, %s"
            .formatted(
                deviceText(device, CL_DEVICE_NAME),
                kind,
                platformText(platform, CL_PLATFORM_NAME),
                // What follows two blanks is how the driver was built.
                platformText(platform, CL_PLATFORM_VERSION).replaceAll("  .*", ""));
    return new OpenClChoice(platform, device, type, text);
  }

  private int preference() {
    return isGpu() ? 0 : (type & CL_DEVICE_TYPE_ACCELERATOR) != 0 ? 1 : 2;
  }

  boolean isGpu() {
    return (type & CL_DEVICE_TYPE_GPU) != 0;
  }

  /** A property of up to 64 bits. */
  static long number(cl_device_id device, int property) {
    long[] value = new long[1];
    clGetDeviceInfo(device, property, Sizeof.cl_long, Pointer.to(value), null);
    return value[0];
  }

  private static String deviceText(cl_device_id device, int property) {
    long[] size = new long[1];
    clGetDeviceInfo(device, property, 0, null, size);
    byte[] text = new byte[(int) size[0]];
    clGetDeviceInfo(device, property, text.length, Pointer.to(text), null);
    return string(text);
  }

  private static String platformText(cl_platform_id platform, int property) {
    long[] size = new long[1];
    clGetPlatformInfo(platform, property, 0, null, size);
    byte[] text = new byte[(int) size[0]];
    clGetPlatformInfo(platform, property, text.length, Pointer.to(text), null);
    return string(text);
  }

  private static String string(byte[] zeroTerminated) {
    return new String(zeroTerminated, StandardCharsets.UTF_8).replace("\0", "").strip();
  }
}
