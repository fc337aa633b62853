#if NET
[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
#endif
[assembly: System.CLSCompliant(false)]
