namespace Argosy.Runtime.Native;

/// <summary>Converts the shim's codes to exceptions, and reports a shim that can't be loaded.</summary>
internal static unsafe class RdmaResult
{
    internal static void Check(int code, string action)
    {
        if (code != 0)
            throw Failure(code, action);
    }

    /// <summary>With the calling thread's detail: call it directly after the failed function.</summary>
    internal static RdmaException Failure(int code, string action) =>
        new((RdmaError)code, action, NativeText.Read(RdmaNative.argosy_error_detail()));

    /// <summary>Must be called first.</summary>
    internal static void RequireLibrary()
    {
        int version;
        try
        {
            version = RdmaNative.argosy_abi_version();
        }
        catch (Exception exception)
            when (exception is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw new RdmaException(RdmaError.Library, "loading libargosy_rdma.so", exception.Message, exception);
        }
        if (version < RdmaNative.AbiVersion)
        {
            throw new RdmaException(
                RdmaError.Library, "loading libargosy_rdma.so",
                $"it has interface version {version}, and {RdmaNative.AbiVersion} is needed");
        }
    }
}
