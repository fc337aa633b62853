using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Argosy.Artifacts.Files;

/// <summary>Passes names to system calls with their exact bytes on disk, see <see cref="FileName"/>.</summary>
[CustomMarshaller(typeof(string), MarshalMode.ManagedToUnmanagedIn, typeof(ManagedToUnmanagedIn))]
internal static unsafe class NameMarshaller
{
    /// <summary>One name during one call: on the stack if it is short.</summary>
    public ref struct ManagedToUnmanagedIn
    {
        private byte* _bytes;
        private bool _isAllocated;

        public static int BufferSize => 256;

        public void FromManaged(string name, Span<byte> buffer)
        {
            var count = FileName.CountBytes(name);
            _isAllocated = count >= buffer.Length;
            _bytes = _isAllocated
                ? (byte*)NativeMemory.Alloc((nuint)count + 1)
                : (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(buffer));
            FileName.GetBytes(name, new Span<byte>(_bytes, count));
            _bytes[count] = 0;
        }

        public readonly byte* ToUnmanaged() => _bytes;

        public readonly void Free()
        {
            if (_isAllocated) NativeMemory.Free(_bytes);
        }
    }
}
