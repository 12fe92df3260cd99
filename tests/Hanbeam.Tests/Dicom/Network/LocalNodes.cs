using System.Net;
using System.Net.Sockets;
using Hanbeam.Dicom.Network;

namespace Hanbeam.Tests.Dicom.Network;

/// <summary>Both ends of a connection on this machine.</summary>
internal static class LocalNodes
{
    internal static readonly DicomSelf Self = new() { AeTitle = "HANBEAM", Port = 0 };

    internal static DicomNode Of(StoreProvider provider) => new() { Name = "ours", AeTitle = Self.AeTitle, Host = "127.0.0.1", Port = provider.Port, Timeout = TimeSpan.FromSeconds(20) };

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
