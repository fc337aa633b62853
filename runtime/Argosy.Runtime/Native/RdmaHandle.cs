using System.Runtime.InteropServices;

namespace Argosy.Runtime.Native;

/// <summary>
/// Owns one of the shim's handles and closes it once. A handle is a number with a generation: using a closed one
/// returns an error and touches nothing, so calls pass the number and take no reference here.
/// </summary>
internal abstract class RdmaHandle : SafeHandle
{
    protected RdmaHandle(ulong value)
        : base(IntPtr.Zero, ownsHandle: true) => SetHandle(new IntPtr(unchecked((long)value)));

    internal ulong Value => unchecked((ulong)handle.ToInt64());

    public override bool IsInvalid => handle == IntPtr.Zero;
}

internal sealed class DomainHandle(ulong value) : RdmaHandle(value)
{
    protected override bool ReleaseHandle() => RdmaNative.argosy_domain_close(Value) == 0;
}

internal sealed class EndpointHandle(ulong value) : RdmaHandle(value)
{
    protected override bool ReleaseHandle() => RdmaNative.argosy_endpoint_close(Value) == 0;
}

internal sealed class RegistrationHandle : RdmaHandle
{
    private static long s_live;

    internal RegistrationHandle(ulong value)
        : base(value)
    {
        Interlocked.Increment(ref s_live);
    }

    /// <summary>The number of open ones in this process.</summary>
    internal static long Live => Interlocked.Read(ref s_live);

    protected override bool ReleaseHandle()
    {
        Interlocked.Decrement(ref s_live);
        return RdmaNative.argosy_memory_close(Value) == 0;
    }
}
