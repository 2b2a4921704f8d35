package io.tomodrift.projectors.opencl;

import static org.jocl.CL.CL_CONTEXT_PLATFORM;
import static org.jocl.CL.CL_DEVICE_GLOBAL_MEM_SIZE;
import static org.jocl.CL.CL_DEVICE_MAX_MEM_ALLOC_SIZE;
import static org.jocl.CL.CL_MEM_READ_WRITE;
import static org.jocl.CL.CL_PROGRAM_BUILD_LOG;
import static org.jocl.CL.CL_SUCCESS;
import static org.jocl.CL.clBuildProgram;
import static org.jocl.CL.clCreateBuffer;
import static org.jocl.CL.clCreateContext;
import static org.jocl.CL.clCreateKernel;
import static org.jocl.CL.clCreateProgramWithSource;
import static org.jocl.CL.clGetProgramBuildInfo;
import static org.jocl.CL.clReleaseContext;
import static org.jocl.CL.clReleaseProgram;

import io.tomodrift.geometry.error.BackendException;
import io.tomodrift.projectors.device.Device;
import io.tomodrift.projectors.device.DeviceBuffer;
import io.tomodrift.projectors.device.DeviceKernel;
import io.tomodrift.projectors.device.DeviceQueue;
import io.tomodrift.projectors.device.HostBuffer;
import io.tomodrift.projectors.device.KernelSource;
import io.tomodrift.projectors.device.ResourceScope;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jocl.Pointer;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_program;

/** One device with its context. */
final class OpenClDevice implements Device {

  private static final String OPTIONS = "-cl-std=CL1.2";

  private final OpenClChoice choice;
  private final cl_device_id device;
  private final cl_context context;
  private final long memoryBytes;
  private final long largestBufferBytes;
  private final ResourceScope scope = new ResourceScope("the OpenCL device");
  private final Map<String, cl_program> programs = new HashMap<>();

  OpenClDevice(OpenClChoice choice) {
    this.choice = choice;
    this.device = choice.device();
    cl_context_properties properties = new cl_context_properties();
    properties.addProperty(CL_CONTEXT_PLATFORM, choice.platform());
    int[] status = new int[1];
    this.context = clCreateContext(properties, 1, new cl_device_id[] {device}, null, null, status);
    OpenCl.check(status[0], "opening " + choice.description());
    scope.add(() -> OpenCl.check(clReleaseContext(context), "closing the context"));
    this.memoryBytes = OpenClChoice.number(device, CL_DEVICE_GLOBAL_MEM_SIZE);
    this.largestBufferBytes = OpenClChoice.number(device, CL_DEVICE_MAX_MEM_ALLOC_SIZE);
  }

  @Override
  public String name() {
    return choice.description();
  }

  @Override
  public long memoryBytes() {
    return memoryBytes;
  }

  @Override
  public long largestBufferBytes() {
    return largestBufferBytes;
  }

  @Override
  public DeviceKernel kernel(KernelSource source, String entry) {
    int[] status = new int[1];
    cl_kernel kernel = clCreateKernel(program(source), entry, status);
    OpenCl.check(status[0], "making kernel %s of %s".formatted(entry, source.variant()));
    return new OpenClKernel(kernel, entry);
  }

  private synchronized cl_program program(KernelSource source) {
    scope.requireOpen();
    cl_program known = programs.get(source.hash());
    if (known != null) {
      return known;
    }
    int[] status = new int[1];
    cl_program program =
        clCreateProgramWithSource(context, 1, new String[] {source.text()}, null, status);
    OpenCl.check(status[0], "reading kernel " + source.variant());
    int built = clBuildProgram(program, 1, new cl_device_id[] {device}, OPTIONS, null, null);
    if (built != CL_SUCCESS) {
      String log = buildLog(program);
      clReleaseProgram(program);
      throw new BackendException(
          "kernel %s does not compile on %s:%n%s"
              .formatted(source.variant(), choice.description(), log));
    }
    scope.add(() -> OpenCl.check(clReleaseProgram(program), "releasing a program"));
    programs.put(source.hash(), program);
    return program;
  }

  private String buildLog(cl_program program) {
    long[] size = new long[1];
    clGetProgramBuildInfo(program, device, CL_PROGRAM_BUILD_LOG, 0, null, size);
    byte[] log = new byte[(int) size[0]];
    clGetProgramBuildInfo(program, device, CL_PROGRAM_BUILD_LOG, log.length, Pointer.to(log), null);
    return new String(log, StandardCharsets.UTF_8).replace("\0", "").strip();
  }

  @Override
  public DeviceBuffer buffer(long bytes) {
    scope.requireOpen();
    return new OpenClBuffer(allocate(CL_MEM_READ_WRITE, bytes), bytes);
  }

  private cl_mem allocate(long flags, long bytes) {
    int[] status = new int[1];
    cl_mem memory = clCreateBuffer(context, flags, bytes, null, status);
    OpenCl.check(status[0], "allocating %d bytes on %s".formatted(bytes, choice.description()));
    return memory;
  }

  @Override
  public HostBuffer hostBuffer(long bytes) {
    scope.requireOpen();
    return new OpenClHostBuffer(context, device, bytes);
  }

  @Override
  public DeviceQueue queue() {
    scope.requireOpen();
    return new OpenClQueue(context, device);
  }

  @Override
  public synchronized void close() {
    programs.clear();
    scope.close();
  }
}
