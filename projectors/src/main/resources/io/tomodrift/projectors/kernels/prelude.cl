// One text for two compilers: OpenCL C 1.2 and CUDA C++. What the kernels use beyond the common
// subset of the two languages is named here. The constants before this text come from the host:
//   CONTRACTION  0: a * b + c is rounded twice, for comparisons; 1: as the compiler likes
#ifdef __OPENCL_VERSION__
#if CONTRACTION
#pragma OPENCL FP_CONTRACT ON
#else
#pragma OPENCL FP_CONTRACT OFF
#endif
#define KERNEL __kernel
#define DEVICE static inline
#define GLOBAL __global
#define RESTRICT restrict
#define GLOBAL_ID get_global_id(0)
#define ABS(x) fabs(x)
#define SQRT(x) sqrt(x)
#define FLOOR(x) floor(x)
#define CEIL(x) ceil(x)
#define ATAN2(y, x) atan2(y, x)
typedef long wide;
#else
#define KERNEL extern "C" __global__
#define DEVICE static __device__ __forceinline__
#define GLOBAL
#define RESTRICT __restrict__
#define GLOBAL_ID ((size_t)blockIdx.x * blockDim.x + threadIdx.x)
#define ABS(x) fabsf(x)
#define SQRT(x) sqrtf(x)
#define FLOOR(x) floorf(x)
#define CEIL(x) ceilf(x)
#define ATAN2(y, x) atan2f(y, x)
typedef long long wide;
#endif

// Kinds of beam, as in the host's code.
#define ARC 0
#define FLAT 1
#define PARALLEL 2
