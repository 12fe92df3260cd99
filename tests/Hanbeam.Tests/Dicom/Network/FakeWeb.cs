using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Hanbeam.Dicom.Network;

namespace Hanbeam.Tests.Dicom.Network;

/// <summary>A web server of a few lines that gives prepared answers in turn, the last for ever, whatever is asked; it keeps the heads of the requests.</summary>
internal sealed class FakeWeb : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly byte[][] answers;
    private readonly X509Certificate2? certificate;
    private readonly Task serving;
    private int next;

    internal FakeWeb(DicomTls? tls, params byte[][] answers)
    {
        this.answers = answers;
        certificate = tls is null ? null : TlsFiles.OwnCertificate(tls);
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>How long it waits before each tenth of an answer.</summary>
    internal TimeSpan Pause { get; init; }

    internal List<string> Heads { get; } = [];

    internal DicomNode Node => new()
    {
        Name = "archive", Web = new Uri($"{(certificate is null ? "http" : "https")}://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/dicom-web/"), Timeout = TimeSpan.FromSeconds(5), Retries = 0,
    };

    /// <summary>An answer.</summary>
    internal static byte[] Answer(string status, string contentType, byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), .. body];

    internal static byte[] Answer(string status, string contentType, string body) => Answer(status, contentType, Encoding.UTF8.GetBytes(body));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await serving;
        stop.Dispose();
        certificate?.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await AnswerAsync(client.GetStream());
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or IOException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
                // The client went, or the test is over.
            }
        }
    }

    private async Task AnswerAsync(Stream stream)
    {
        if (certificate is not null)
        {
            var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stop.Token);
            stream = secure;
        }

        var head = new StringBuilder();
        var piece = new byte[4096];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(piece, stop.Token);
            if (count == 0) return;
            head.Append(Encoding.Latin1.GetString(piece, 0, count));
        }

        Heads.Add(head.ToString());
        var answer = answers[Math.Min(next++, answers.Length - 1)];
        foreach (var part in answer.Chunk(Pause > TimeSpan.Zero ? answer.Length / 10 + 1 : answer.Length))
        {
            await Task.Delay(Pause, stop.Token);
            await stream.WriteAsync(part, stop.Token);
        }

        await stream.FlushAsync(stop.Token);
    }
}
