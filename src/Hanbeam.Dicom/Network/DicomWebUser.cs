using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;
using Hanbeam.Dicom.Codec;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Network;

/// <summary>
/// Asks another system over DICOMweb: STOW-RS, QIDO-RS and WADO-RS as user agent [DICOM, PS3.18 section 10]. One object is in memory at no time: files are
/// streamed out, answers are streamed into files.
/// </summary>
public sealed class DicomWebUser : IDisposable
{
    // 10 000 matches of a few attributes each.
    private const int LongestAnswer = 64 * 1024 * 1024;

    // As for DIMSE: above what any object of ours has.
    private const long LongestObject = 1L << 31;

    // A whole study comes in one answer, which the service may gather before it begins.
    private const int FetchPatience = 20;

    private readonly DicomNode node;
    private readonly string root;
    private readonly HttpClient client;

    /// <summary>Names the service.</summary>
    /// <param name="node">Whom to ask.</param>
    /// <exception cref="InputException">The node has no http or https address, or its certificates cannot be read.</exception>
    public DicomWebUser(DicomNode node)
    {
        if (node.Web is not { IsAbsoluteUri: true, Scheme: "http" or "https" } web) throw new InputException($"The node {node.Name} has no http or https address, so it cannot be reached by DICOMweb.");
        if (node.WebSecret.Length > 0 && web.Scheme == "http" && !web.IsLoopback && !node.SendsSecretInClear)
            throw new InputException($"The node {node.Name} has a password or token and the address {web}, which everybody on the way could read; use https, or allow it with secretInClear: true.");
        this.node = node;
        root = web.AbsoluteUri.TrimEnd('/');
        client = new HttpClient(HandlerOf(node)) { Timeout = Timeout.InfiniteTimeSpan };
        if (node.WebUser.Length > 0) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{node.WebUser}:{node.WebSecret}")));
        else if (node.WebSecret.Length > 0) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", node.WebSecret);
    }

    /// <summary>Stores files (STOW-RS), one request each, so that each has its own answer.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="context">Progress and cancellation.</param>
    /// <returns>One entry per file, in their order.</returns>
    /// <exception cref="InputException">The service cannot be reached or refuses us.</exception>
    public async Task<IReadOnlyList<SentObject>> SendAsync(IReadOnlyList<string> paths, WorkContext context)
    {
        var sent = new List<SentObject>();
        foreach (var path in paths)
        {
            context.Report("sending", (double)sent.Count / paths.Count, Path.GetFileName(path));
            if (Part10Header.Read(path) is { } header) sent.Add(await RunAsync(() => StoreAsync(path, header, context.Cancellation), context.Cancellation));
            else sent.Add(new SentObject(path, "", false, "this is no DICOM file"));
        }

        return sent;
    }

    /// <summary>Looks for studies, series or objects (QIDO-RS).</summary>
    /// <exception cref="InputException">The service cannot be reached, refuses, or its answer is no DICOM JSON.</exception>
    public Task<IReadOnlyList<DicomMatch>> FindAsync(DicomQuery query, CancellationToken cancellation)
    {
        QueryKeys.Check(query, isMove: false);
        return RunAsync<IReadOnlyList<DicomMatch>>(async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, WebQuery.Address(root, query));
            request.Headers.Accept.ParseAdd("application/dicom+json");
            using var limit = new SilenceLimit(node.Timeout, cancellation);
            using var answer = await SendAsync(request, limit.Token);
            if (answer.StatusCode == HttpStatusCode.NoContent) return [];
            await CheckAsync(answer, "QIDO-RS", limit);
            using var json = await ReadJsonAsync(answer, limit);
            if (json.RootElement.ValueKind != JsonValueKind.Array) throw new PeerException($"{Name} answers a question with something that is no list.", isTransient: false);
            return [.. json.RootElement.EnumerateArray().Select(item => WebQuery.Match(item, query))];
        }, cancellation);
    }

    /// <summary>Fetches a study, series or object into a folder (WADO-RS), as the files CLASS_UID.dcm.</summary>
    /// <param name="query">Level and UIDs.</param>
    /// <param name="folder">The folder; made where it is missing.</param>
    /// <param name="context">Progress and cancellation.</param>
    /// <returns>The files.</returns>
    /// <exception cref="InputException">The service cannot be reached, refuses, does not have it, or sends what is no DICOM.</exception>
    public Task<IReadOnlyList<ReceivedObject>> FetchAsync(DicomQuery query, string folder, WorkContext context)
    {
        QueryKeys.Check(query, isMove: true);
        return RunAsync<IReadOnlyList<ReceivedObject>>(async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, WebQuery.Resource(root, query));
            request.Headers.TryAddWithoutValidation("Accept", "multipart/related; type=\"application/dicom\"; transfer-syntax=*");
            using var limit = new SilenceLimit(node.Timeout, context.Cancellation, node.Timeout * FetchPatience);
            using var answer = await SendAsync(request, limit.Token);
            await CheckAsync(answer, "WADO-RS", limit);
            var boundary = answer.Content.Headers.ContentType?.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"');
            if (string.IsNullOrEmpty(boundary)) throw new PeerException($"{Name} answers with {answer.Content.Headers.ContentType} where several objects in parts are expected.", isTransient: false);
            await using var body = limit.Watch(await answer.Content.ReadAsStreamAsync(limit.Token));
            return await ReceiveAsync(new MultipartReader(body, boundary, Name), folder, context, limit.Token);
        }, context.Cancellation);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => client.Dispose();

    private string Name => $"{node.Name} ({root})";

    private static SocketsHttpHandler HandlerOf(DicomNode node)
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = node.Timeout, AllowAutoRedirect = false };
        if (node.Tls is not { } tls) return handler;
        handler.SslOptions.EnabledSslProtocols = TlsFiles.Protocols;
        handler.SslOptions.RemoteCertificateValidationCallback = TlsFiles.Validation(tls, isServer: false);
        if (TlsFiles.OwnContext(tls) is { } own) handler.SslOptions.ClientCertificateContext = own;
        return handler;
    }

    // Time limits and broken connections may also strike while an answer is read.
    private Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellation) => Retry.RunAsync(node.Retries, async () =>
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new PeerException(string.Create(CultureInfo.InvariantCulture, $"{Name} did not answer within {node.Timeout.TotalSeconds:0.#} s."), isTransient: true, error);
        }
        catch (Exception error) when (error is HttpIOException or HttpRequestException)
        {
            throw new PeerException($"{Name} broke the connection: {error.Message.ReplaceLineEndings(" ").TrimEnd('.')}.", isTransient: true, error);
        }
    }, cancellation);

    private async Task<SentObject> StoreAsync(string path, Part10Header header, CancellationToken cancellation)
    {
        using var limit = new SilenceLimit(node.Timeout, cancellation);
        await using var file = limit.Watch(OpenRead(path));
        using var part = new StreamContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/dicom");
        var boundary = "hanbeam." + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        using var body = new MultipartContent("related", boundary) { part };
        body.Headers.Remove("Content-Type");
        body.Headers.TryAddWithoutValidation("Content-Type", $"multipart/related; type=\"application/dicom\"; boundary={boundary}");
        using var request = new HttpRequestMessage(HttpMethod.Post, root + "/studies") { Content = body };
        request.Headers.Accept.ParseAdd("application/dicom+json");
        using var answer = await SendAsync(request, limit.Token);
        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Accepted or HttpStatusCode.Conflict)) await CheckAsync(answer, "STOW-RS", limit);
        using var json = await ReadJsonAsync(answer, limit);
        var isStored = answer.StatusCode != HttpStatusCode.Conflict && DicomJson.Items(json.RootElement, DicomTags.ReferencedSOPSequence).Any();
        var reason = DicomJson.Items(json.RootElement, DicomTags.FailedSOPSequence).Select(item => DicomJson.Text(item, DicomTags.FailureReason)).FirstOrDefault() ?? "";
        var status = ushort.TryParse(reason, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (ushort)0x0110; // processing failure
        return new SentObject(path, header.SopInstanceUid, isStored, isStored ? "done" : StoreStatus.Words(status, ""));
    }

    private async Task<IReadOnlyList<ReceivedObject>> ReceiveAsync(MultipartReader parts, string folder, WorkContext context, CancellationToken limit)
    {
        Directory.CreateDirectory(folder);
        var received = new List<ReceivedObject>();
        while (await parts.NextPartAsync(limit))
        {
            var beside = Path.Combine(folder, $".{Path.GetRandomFileName()}.tmp");
            try
            {
                await using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write)) await parts.ReadPartAsync(file, LongestObject, limit);
                if (Part10Header.Read(beside) is not { } header) throw new PeerException($"{Name} sent a part that is no DICOM file.", isTransient: false);
                if (ObjectFile.NameOfAny(header.SopClassUid, header.SopInstanceUid) is not { } name) throw new PeerException($"{Name} sent an object whose UID is none.", isTransient: false);
                File.Move(beside, Path.Combine(folder, name), overwrite: true);
                received.Add(new ReceivedObject(Path.Combine(folder, name), header.SopClassUid, header.SopInstanceUid, node.Name));
                context.Report("fetching", 0, $"{received.Count} objects");
            }
            finally
            {
                File.Delete(beside);
            }
        }

        return received;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken limit)
    {
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit);
        }
        catch (HttpRequestException error) when (error.InnerException is AuthenticationException)
        {
            throw new PeerException($"{Name} does not agree on TLS: {error.InnerException.Message.ReplaceLineEndings(" ").TrimEnd('.')}.", isTransient: false, error);
        }
        catch (HttpRequestException error)
        {
            throw new PeerException($"{Name} cannot be reached: {error.Message.ReplaceLineEndings(" ").TrimEnd('.')}.", isTransient: true, error);
        }
    }

    private async Task CheckAsync(HttpResponseMessage answer, string service, SilenceLimit limit)
    {
        if (answer.IsSuccessStatusCode) return;
        var body = await ReadTextAsync(answer, limit);
        var said = body.Length > 0 ? ": " + new string(body[..Math.Min(body.Length, 200)].Select(c => char.IsControl(c) ? ' ' : c).ToArray()).Trim() : "";
        var isTransient = (int)answer.StatusCode >= 500 || answer.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests;
        throw new PeerException(string.Create(CultureInfo.InvariantCulture, $"{Name} refuses {service} with {(int)answer.StatusCode} {answer.ReasonPhrase}{said}."), isTransient);
    }

    private async Task<JsonDocument> ReadJsonAsync(HttpResponseMessage answer, SilenceLimit limit)
    {
        try
        {
            return JsonDocument.Parse(await ReadTextAsync(answer, limit) is { Length: > 0 } text ? text : "{}");
        }
        catch (JsonException error)
        {
            throw new PeerException($"{Name} answers with something that is no JSON.", isTransient: false, error);
        }
    }

    private async Task<string> ReadTextAsync(HttpResponseMessage answer, SilenceLimit limit)
    {
        await using var body = limit.Watch(await answer.Content.ReadAsStreamAsync(limit.Token));
        using var bytes = new MemoryStream();
        var piece = new byte[1 << 14];
        while (await body.ReadAsync(piece, limit.Token) is > 0 and var count)
        {
            if (bytes.Length + count > LongestAnswer) throw new PeerException($"{Name} answers with more than {LongestAnswer} bytes; ask for less.", isTransient: false);
            bytes.Write(piece, 0, count);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static FileStream OpenRead(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {error.Message}", error);
        }
    }
}
