#if NET
using System.Runtime.CompilerServices;

namespace Argosy.Runtime.SelfTest;

/// <summary>
/// Native libraries behind libfabric may replace the SIGSEGV handler, with which the runtime makes
/// NullReferenceException: without it, this would kill the process.
/// </summary>
internal static class SignalProbe
{
    internal static void Check()
    {
        try
        {
            Dereference(null);
        }
        catch (NullReferenceException)
        {
            return;
        }
        throw new SelfTestFailure("a null reference went unnoticed");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Dereference(int[]? array) => array![0] = 1;
}
#endif
