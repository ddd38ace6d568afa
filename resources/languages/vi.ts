<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en_US">
<context>
    <name></name>
    <message numerus="yes">
        <source> %n all zero: {named}.</source>
        <comment> %n all zero: {named}.</comment>
        <translation>
            <numerusform> %n chỉ mục toàn số 0: {named}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> %n tensor of {total:,} were not compared.</source>
        <comment> %n tensors of {total:,} were not compared.</comment>
        <translation>
            <numerusform> %n trong {total:,} tensor chưa được so sánh.</numerusform>
        </translation>
    </message>
    <message>
        <source> (and {count:,} more)</source>
        <translation> (và {count:,} mục nữa)</translation>
    </message>
    <message>
        <source> (estimated)</source>
        <translation> (ước lượng)</translation>
    </message>
    <message>
        <source> ({count:,} of {total:,})</source>
        <translation> ({count:,} trên {total:,})</translation>
    </message>
    <message>
        <source> The architecture {arch} is stored with it.</source>
        <translation> Kiến trúc {arch} được lưu kèm.</translation>
    </message>
    <message>
        <source> against </source>
        <translation> so với </translation>
    </message>
    <message>
        <source> along axis {axis}</source>
        <translation> theo trục {axis}</translation>
    </message>
    <message>
        <source> and </source>
        <translation> và </translation>
    </message>
    <message numerus="yes">
        <source> and %n other file</source>
        <comment> and %n other files</comment>
        <translation>
            <numerusform> và %n tệp khác</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> and %n shard</source>
        <comment> and %n shards</comment>
        <translation>
            <numerusform> và %n shard</numerusform>
        </translation>
    </message>
    <message>
        <source> and {count:,} more</source>
        <translation> và {count:,} mục nữa</translation>
    </message>
    <message>
        <source> in {key}</source>
        <translation> ở {key}</translation>
    </message>
    <message>
        <source> while {what}</source>
        <translation> trong khi {what}</translation>
    </message>
    <message>
        <source> within rtol {rtol:g}, atol {atol:g}</source>
        <translation> trong rtol {rtol:g}, atol {atol:g}</translation>
    </message>
    <message>
        <source> {count:,} more rules are in force but not shown.</source>
        <translation> {count:,} quy tắc khác đang có hiệu lực nhưng không hiển thị.</translation>
    </message>
    <message>
        <source> {fraction:.0%}, {left} left</source>
        <translation> {fraction:.0%}, còn {left}</translation>
    </message>
    <message>
        <source> · a cell is a value</source>
        <translation> · mỗi ô là một giá trị</translation>
    </message>
    <message>
        <source> · magnitudes</source>
        <translation> · độ lớn</translation>
    </message>
    <message>
        <source> · {done:,} compared so far</source>
        <translation> · đến giờ đã so sánh {done:,}</translation>
    </message>
    <message>
        <source> · {reduction} of each {rows:,}×{columns:,} block</source>
        <translation> · {reduction} của mỗi khối {rows:,}×{columns:,}</translation>
    </message>
    <message>
        <source>#{number:,}: {value} · cumulative energy {held:.1%}</source>
        <translation>#{number:,}: {value} · năng lượng tích lũy {held:.1%}</translation>
    </message>
    <message numerus="yes">
        <source>%n bin</source>
        <comment>%n bins</comment>
        <translation>
            <numerusform>%n khoảng</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bin (zoomed range), exact</source>
        <comment>%n bins (zoomed range), exact</comment>
        <translation>
            <numerusform>%n khoảng (vùng phóng to), chính xác</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bit</source>
        <comment>%n bits</comment>
        <translation>
            <numerusform>%n bit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell beyond the color range</source>
        <comment>%n cells beyond the color range</comment>
        <translation>
            <numerusform>%n ô ngoài dải màu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checkpoint</source>
        <comment>%n checkpoints</comment>
        <translation>
            <numerusform>%n checkpoint</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dead row: {rows}{more}</source>
        <comment>%n dead rows: {rows}{more}</comment>
        <translation>
            <numerusform>%n hàng chết: {rows}{more}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element</source>
        <comment>%n elements</comment>
        <extracomment>Left out where the window is low: a plot should have more room than the numbers above it.</extracomment>
        <translation>
            <numerusform>%n phần tử</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element became 0</source>
        <comment>%n elements became 0</comment>
        <translation>
            <numerusform>%n phần tử thành 0</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element by their {values}; log color scale</source>
        <comment>%n elements by their {values}; log color scale</comment>
        <translation>
            <numerusform>%n phần tử theo {values}; thang màu log</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element overflowed</source>
        <comment>%n elements overflowed</comment>
        <translation>
            <numerusform>%n phần tử bị tràn số</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element with NaN or Inf in A or B: left out of these numbers.</source>
        <comment>%n elements with NaN or Inf in A or B: left out of these numbers.</comment>
        <translation>
            <numerusform>%n phần tử là NaN hoặc Inf trong A hoặc B: không tính vào các số này.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry</source>
        <comment>%n entries</comment>
        <translation>
            <numerusform>%n mục</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n estimated singular value from {low} to {high}</source>
        <comment>%n estimated singular values from {low} to {high}</comment>
        <translation>
            <numerusform>%n giá trị suy biến ước lượng, từ {low} đến {high}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file</source>
        <comment>%n files</comment>
        <translation>
            <numerusform>%n tệp</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding</source>
        <comment>%n findings</comment>
        <translation>
            <numerusform>%n phát hiện</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n function</source>
        <comment>%n functions</comment>
        <translation>
            <numerusform>%n hàm</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group</source>
        <comment>%n groups</comment>
        <translation>
            <numerusform>%n nhóm</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n interpreter without torch</source>
        <comment>%n interpreters without torch</comment>
        <translation>
            <numerusform>%n trình thông dịch không có torch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kernel</source>
        <comment>%n kernels</comment>
        <translation>
            <numerusform>%n kernel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key</source>
        <comment>%n keys</comment>
        <translation>
            <numerusform>%n khóa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key match</source>
        <comment>%n keys match</comment>
        <extracomment>Longer values (a tree of modules, the shapes of all tensors) are not for typing. The shape of the noise has a field of its own.</extracomment>
        <translation>
            <numerusform>%n khóa khớp</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key would be there twice.</source>
        <comment>%n keys would be there twice.</comment>
        <translation>
            <numerusform>%n khóa sẽ bị trùng.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link</source>
        <comment>%n links</comment>
        <translation>
            <numerusform>%n liên kết</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member</source>
        <comment>%n members</comment>
        <translation>
            <numerusform>%n thành viên</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n module</source>
        <comment>%n modules</comment>
        <translation>
            <numerusform>%n module</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more file</source>
        <comment>%n more files</comment>
        <translation>
            <numerusform>%n tệp nữa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more obstacle</source>
        <comment>%n more obstacles</comment>
        <translation>
            <numerusform>%n trở ngại nữa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more row</source>
        <comment>%n more rows</comment>
        <translation>
            <numerusform>%n dòng nữa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more tensor</source>
        <comment>%n more tensors</comment>
        <translation>
            <numerusform>%n tensor nữa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more value too long to edit here</source>
        <comment>%n more values too long to edit here</comment>
        <translation>
            <numerusform>%n giá trị nữa quá dài để sửa ở đây</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n name</source>
        <comment>%n names</comment>
        <translation>
            <numerusform>%n tên</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note</source>
        <comment>%n notes</comment>
        <translation>
            <numerusform>%n ghi chú</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n number</source>
        <comment>%n numbers</comment>
        <translation>
            <numerusform>%n số</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n operator</source>
        <comment>%n operators</comment>
        <translation>
            <numerusform>%n toán tử</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other</source>
        <comment>%n others</comment>
        <extracomment>How strongly groups side by side are coloured, in turn.</extracomment>
        <translation>
            <numerusform>%n mục khác</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other danger</source>
        <comment>%n other dangers</comment>
        <translation>
            <numerusform>%n mối nguy khác</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other part of {name}</source>
        <comment>%n other parts of {name}</comment>
        <translation>
            <numerusform>%n phần khác của {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pair</source>
        <comment>%n pairs</comment>
        <translation>
            <numerusform>%n cặp</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n parameter</source>
        <comment>%n parameters</comment>
        <translation>
            <numerusform>%n tham số</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part</source>
        <comment>%n parts</comment>
        <translation>
            <numerusform>%n phần</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pickle import ({what})</source>
        <comment>%n pickle imports ({what})</comment>
        <translation>
            <numerusform>%n import trong pickle ({what})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quantised weight</source>
        <comment>%n quantised weights</comment>
        <translation>
            <numerusform>%n trọng số lượng tử hóa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rank</source>
        <comment>%n ranks</comment>
        <translation>
            <numerusform>%n rank</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record</source>
        <comment>%n records</comment>
        <translation>
            <numerusform>%n bản ghi</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row from {name}</source>
        <comment>%n rows from {name}</comment>
        <translation>
            <numerusform>%n dòng từ {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row selected</source>
        <comment>%n rows selected</comment>
        <translation>
            <numerusform>Đã chọn %n dòng</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shard</source>
        <comment>%n shards</comment>
        <translation>
            <numerusform>%n shard</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n singular value</source>
        <comment>%n singular values</comment>
        <translation>
            <numerusform>%n giá trị suy biến</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n singular value from {low} to {high}</source>
        <comment>%n singular values from {low} to {high}</comment>
        <translation>
            <numerusform>%n giá trị suy biến, từ {low} đến {high}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step</source>
        <comment>%n steps</comment>
        <extracomment>A map of more cells would be too large to look at, and for a browser. What is drawn of a run; of these only what something has.</extracomment>
        <translation>
            <numerusform>%n bước</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step · {tensors} · {folder}</source>
        <comment>%n steps · {tensors} · {folder}</comment>
        <translation>
            <numerusform>%n bước · {tensors} · {folder}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor</source>
        <comment>%n tensors</comment>
        <translation>
            <numerusform>%n tensor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor (sampled)</source>
        <comment>%n tensors (sampled)</comment>
        <translation>
            <numerusform>%n tensor (lấy mẫu)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor below holds NaN or infinite values.</source>
        <comment>%n tensors below hold NaN or infinite values.</comment>
        <translation>
            <numerusform>%n tensor bên dưới có giá trị NaN hoặc vô cùng.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor can&apos;t be read.</source>
        <comment>%n tensors can&apos;t be read.</comment>
        <translation>
            <numerusform>Không đọc được %n tensor.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor can&apos;t be read; its row says why.</source>
        <comment>%n tensors can&apos;t be read; their rows say why.</comment>
        <translation>
            <numerusform>Không đọc được %n tensor; lý do ở dòng tương ứng.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor cast, largest error {error}</source>
        <comment>%n tensors cast, largest error {error}</comment>
        <translation>
            <numerusform>Đã ép kiểu %n tensor, sai số lớn nhất {error}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor checked</source>
        <comment>%n tensors checked</comment>
        <translation>
            <numerusform>Đã kiểm tra %n tensor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor checked.</source>
        <comment>%n tensors checked.</comment>
        <translation>
            <numerusform>Đã kiểm tra %n tensor.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor contains NaN or Inf.</source>
        <comment>%n tensors contain NaN or Inf.</comment>
        <extracomment>The lists of :class:`Health`; what has a severity is a notice, since it should not be; untrained weights are no damage.</extracomment>
        <translation>
            <numerusform>%n tensor có NaN hoặc Inf.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor is all zero.</source>
        <comment>%n tensors are all zero.</comment>
        <translation>
            <numerusform>%n tensor toàn số 0.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor is constant.</source>
        <comment>%n tensors are constant.</comment>
        <translation>
            <numerusform>%n tensor là hằng.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor of the adapter without a match in the base: {shown}{more}.</source>
        <comment>%n tensors of the adapter without a match in the base: {shown}{more}.</comment>
        <translation>
            <numerusform>%n tensor của adapter không khớp với mô hình gốc: {shown}{more}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor was resized: the part that both have is identical.</source>
        <comment>%n tensors were resized: the parts that both have are identical.</comment>
        <translation>
            <numerusform>%n tensor đã đổi kích thước: phần mà cả hai cùng có là giống hệt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor, {size}</source>
        <comment>%n tensors, {size}</comment>
        <translation>
            <numerusform>%n tensor, {size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time</source>
        <comment>%n times</comment>
        <translation>
            <numerusform>%n lần</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown object</source>
        <comment>%n unknown objects</comment>
        <translation>
            <numerusform>%n đối tượng lạ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown pickle import; nothing was imported.</source>
        <comment>%n unknown pickle imports; nothing was imported.</comment>
        <translation>
            <numerusform>%n import lạ trong pickle; không import gì cả.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value</source>
        <comment>%n values</comment>
        <translation>
            <numerusform>%n giá trị</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value, one bar</source>
        <comment>%n values, one bar each</comment>
        <translation>
            <numerusform>%n giá trị, mỗi giá trị một cột</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weight</source>
        <comment>%n weights</comment>
        <translation>
            <numerusform>%n trọng số</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n zero byte</source>
        <comment>%n zero bytes</comment>
        <translation>
            <numerusform>%n byte 0</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;About Checkpoint Inspector</source>
        <translation>&amp;Giới thiệu Checkpoint Inspector</translation>
    </message>
    <message>
        <source>&amp;Add to extract tray</source>
        <translation>&amp;Thêm vào khay trích xuất</translation>
    </message>
    <message>
        <source>&amp;Close tab</source>
        <translation>Đón&amp;g thẻ</translation>
    </message>
    <message>
        <source>&amp;Collapse all</source>
        <translation>Th&amp;u gọn tất cả</translation>
    </message>
    <message>
        <source>&amp;Copy key</source>
        <translation>Sa&amp;o chép khóa</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Sửa</translation>
    </message>
    <message>
        <source>&amp;Export selection …</source>
        <translation>&amp;Xuất mục đã chọn …</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <extracomment>The views of a selection by the number of their key: those of a tensor, then those of several.</extracomment>
        <translation>&amp;Tệp</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>Lọ&amp;c</translation>
    </message>
    <message>
        <source>&amp;Guide</source>
        <translation>&amp;Hướng dẫn</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Trợ &amp;giúp</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Phím tắt</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Ngôn ngữ</translation>
    </message>
    <message>
        <source>&amp;Memory limit</source>
        <translation>Giới hạn &amp;bộ nhớ</translation>
    </message>
    <message>
        <source>&amp;Next tab</source>
        <translation>Thẻ &amp;sau</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>&amp;Mở …</translation>
    </message>
    <message>
        <source>&amp;Paste rows into extract tray</source>
        <translation>&amp;Dán dòng vào khay trích xuất</translation>
    </message>
    <message>
        <source>&amp;Previous tab</source>
        <translation>Thẻ trướ&amp;c</translation>
    </message>
    <message>
        <source>&amp;Python interpreter</source>
        <translation>Trình thông dịch &amp;Python</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Th&amp;oát</translation>
    </message>
    <message>
        <source>&amp;Redo in extract tray</source>
        <translation>&amp;Làm lại trong khay trích xuất</translation>
    </message>
    <message>
        <source>&amp;Reload</source>
        <translation>&amp;Tải lại</translation>
    </message>
    <message>
        <source>&amp;Save merged checkpoint …</source>
        <translation>&amp;Lưu checkpoint đã gộp …</translation>
    </message>
    <message>
        <source>&amp;Summary</source>
        <translation>Tó&amp;m tắt</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Giao diện</translation>
    </message>
    <message>
        <source>&amp;Undo in extract tray</source>
        <translation>&amp;Hoàn tác trong khay trích xuất</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>&amp;Kiểm chứng</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Xem</translation>
    </message>
    <message>
        <source>(deleted)</source>
        <translation>(đã xóa)</translation>
    </message>
    <message>
        <source>(outdated)</source>
        <translation>(bản cũ)</translation>
    </message>
    <message>
        <source>({strides}) elements</source>
        <translation>({strides}) phần tử</translation>
    </message>
    <message numerus="yes">
        <source>, %n element overflowed</source>
        <comment>, %n elements overflowed</comment>
        <translation>
            <numerusform>, %n phần tử bị tràn số</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n value</source>
        <comment>, %n values</comment>
        <translation>
            <numerusform>, %n giá trị</numerusform>
        </translation>
    </message>
    <message>
        <source>, all values finite</source>
        <translation>, mọi giá trị đều hữu hạn</translation>
    </message>
    <message>
        <source>, and {count:,} more</source>
        <translation>, và {count:,} mục nữa</translation>
    </message>
    <message>
        <source>, assumed from the order and shapes of the parameters</source>
        <extracomment>Said of a parameter that the file does not name.</extracomment>
        <translation>, suy ra từ thứ tự và shape của các tham số</translation>
    </message>
    <message>
        <source>, contiguous</source>
        <translation>, liên tục</translation>
    </message>
    <message>
        <source>, not all read</source>
        <translation>, chưa đọc hết</translation>
    </message>
    <message>
        <source>, on a log scale</source>
        <translation>, thang log</translation>
    </message>
    <message>
        <source>, overall relative change {change}</source>
        <translation>, thay đổi tương đối tổng thể {change}</translation>
    </message>
    <message>
        <source>, reading…</source>
        <translation>, đang đọc…</translation>
    </message>
    <message numerus="yes">
        <source>, with %n row in the extract tray</source>
        <comment>, with %n rows in the extract tray</comment>
        <translation>
            <numerusform>, với %n dòng trong khay trích xuất</numerusform>
        </translation>
    </message>
    <message>
        <source>, {count:,} of {total:,}</source>
        <translation>, {count:,} trên {total:,}</translation>
    </message>
    <message>
        <source>, {count:,} read</source>
        <translation>, đã đọc {count:,}</translation>
    </message>
    <message>
        <source>, {count:,} unexpected</source>
        <translation>, {count:,} thừa</translation>
    </message>
    <message>
        <source>, {fact}</source>
        <translation>, {fact}</translation>
    </message>
    <message>
        <source>/{text}/ is no pattern: {reason}</source>
        <translation>/{text}/ không phải là mẫu: {reason}</translation>
    </message>
    <message numerus="yes">
        <source>1 of %n tensor differs</source>
        <comment>1 of %n tensors differs</comment>
        <translation>
            <numerusform>1 trong %n tensor khác nhau</numerusform>
        </translation>
    </message>
    <message>
        <source>80% of RAM</source>
        <translation>80% RAM</translation>
    </message>
    <message>
        <source>: drop on another tab to compare</source>
        <extracomment>The widths of a tab, in pixels: a longer name is cut, and what does not fit beside the others is scrolled to. The share of a tab at each end where a drop moves beside it. Whether what is in a tab, by its number, can be compared.</extracomment>
        <translation>: thả lên thẻ khác để so sánh</translation>
    </message>
    <message numerus="yes">
        <source>; %n value left out</source>
        <comment>; %n values left out</comment>
        <translation>
            <numerusform>; bỏ qua %n giá trị</numerusform>
        </translation>
    </message>
    <message>
        <source>; each bar is the largest of {share} neighbours</source>
        <extracomment>Bars of the fingerprint; of more tensors, neighbours share one, as high as the highest of them. Relative changes are drawn on a logarithmic scale between these powers of ten. Of the states, where nobody knows whether the page is light or dark.</extracomment>
        <translation>; mỗi cột là lớn nhất trong {share} phần tử lân cận</translation>
    </message>
    <message>
        <source>; with NaN or Inf in a red frame</source>
        <translation>; ô có NaN hoặc Inf được đóng khung đỏ</translation>
    </message>
    <message>
        <source>; {count:,} can&apos;t be read</source>
        <translation>; không đọc được {count:,}</translation>
    </message>
    <message>
        <source>A Keras lambda at {where} holds Python bytecode, which Keras would run; it was not run</source>
        <translation>Lambda của Keras tại {where} chứa bytecode Python mà Keras sẽ chạy; nó không được chạy</translation>
    </message>
    <message>
        <source>A Python file</source>
        <translation>Một tệp Python</translation>
    </message>
    <message>
        <source>A and B</source>
        <translation>A và B</translation>
    </message>
    <message>
        <source>A and B are the same file</source>
        <translation>A và B là cùng một tệp</translation>
    </message>
    <message>
        <source>A and B are the same file; nothing was read.</source>
        <translation>A và B là cùng một tệp; không đọc gì cả.</translation>
    </message>
    <message>
        <source>A layer at {where} calls a function of TensorFlow that reaches files or runs code; it was not called</source>
        <translation>Một lớp ở {where} gọi hàm của TensorFlow truy cập tệp hoặc chạy mã; hàm đó đã không được gọi</translation>
    </message>
    <message>
        <source>A layer at {where} reads its vocabulary from the file {shown} when it is loaded; it was not opened</source>
        <translation>Một lớp ở {where} đọc từ vựng từ tệp {shown} khi được nạp; tệp đó đã không được mở</translation>
    </message>
    <message>
        <source>A pickle is too large to be looked into whole</source>
        <translation>Một pickle quá lớn để xem xét toàn bộ</translation>
    </message>
    <message>
        <source>A sparse tensor</source>
        <translation>Một tensor thưa</translation>
    </message>
    <message>
        <source>About Checkpoint Inspector</source>
        <translation>Giới thiệu Checkpoint Inspector</translation>
    </message>
    <message>
        <source>Absolute tolerance</source>
        <translation>Dung sai tuyệt đối</translation>
    </message>
    <message>
        <source>Active parameters</source>
        <translation>Tham số hoạt động</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>Add bookmark</source>
        <translation>Thêm dấu trang</translation>
    </message>
    <message>
        <source>Add or remove &amp;bookmark</source>
        <translation>Thêm hoặc bỏ &amp;dấu trang</translation>
    </message>
    <message>
        <source>Add to the extract tray</source>
        <translation>Thêm vào khay trích xuất</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Aligning the names</source>
        <translation>Đang ghép tên</translation>
    </message>
    <message>
        <source>All elements are bit-identical.</source>
        <translation>Mọi phần tử giống nhau từng bit.</translation>
    </message>
    <message>
        <source>All kernels side by side</source>
        <translation>Mọi kernel cạnh nhau</translation>
    </message>
    <message>
        <source>All matched names are equal; no rules needed.</source>
        <translation>Mọi tên đã khớp đều giống nhau; không cần quy tắc.</translation>
    </message>
    <message>
        <source>All tensors</source>
        <translation>Mọi tensor</translation>
    </message>
    <message>
        <source>All tensors match</source>
        <translation>Mọi tensor đều khớp</translation>
    </message>
    <message>
        <source>All tensors match, up to rounding</source>
        <extracomment>On light and on dark, as ``#rrggbb``.</extracomment>
        <translation>Mọi tensor đều khớp, trừ sai số làm tròn</translation>
    </message>
    <message>
        <source>All values are equal, though their bytes differ.</source>
        <translation>Mọi giá trị bằng nhau, dù byte khác nhau.</translation>
    </message>
    <message>
        <source>All values are finite, and no tensor is all zero.</source>
        <translation>Mọi giá trị đều hữu hạn và không tensor nào toàn số 0.</translation>
    </message>
    <message>
        <source>All values checked are zero.</source>
        <translation>Mọi giá trị đã kiểm tra đều bằng 0.</translation>
    </message>
    <message>
        <source>Also write values that are not tensors (.pth only)</source>
        <translation>Ghi cả những giá trị không phải tensor (chỉ .pth)</translation>
    </message>
    <message>
        <source>An adapter and its base</source>
        <translation>Adapter và mô hình gốc của nó</translation>
    </message>
    <message>
        <source>An array can&apos;t be read: the file {name} {reason}</source>
        <translation>Không đọc được một mảng: tệp {name} {reason}</translation>
    </message>
    <message>
        <source>And {count:,} more.</source>
        <translation>Và {count:,} mục nữa.</translation>
    </message>
    <message>
        <source>Another checkpoint …</source>
        <translation>Checkpoint khác …</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>Application Support</source>
        <translation>Application Support</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Áp dụng</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Kiến trúc</translation>
    </message>
    <message>
        <source>Architecture ID</source>
        <translation>ID kiến trúc</translation>
    </message>
    <message>
        <source>Architecture not recognized.</source>
        <translation>Không nhận ra kiến trúc.</translation>
    </message>
    <message>
        <source>Architecture {name}, by its metadata.</source>
        <translation>Kiến trúc {name}, theo metadata của tệp.</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Đối số</translation>
    </message>
    <message>
        <source>Arguments it is called with</source>
        <translation>Đối số khi gọi</translation>
    </message>
    <message>
        <source>As a self-contained HTML page, or as JSON</source>
        <translation>Thành trang HTML độc lập, hoặc JSON</translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation>Như trong tệp</translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation>Tăng dần</translation>
    </message>
    <message>
        <source>Assumed: {assumptions}.</source>
        <translation>Giả định: {assumptions}.</translation>
    </message>
    <message>
        <source>At {index}.</source>
        <translation>Tại {index}.</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Thuộc tính</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Tự động</translation>
    </message>
    <message>
        <source>Auto-detect (requires torch)</source>
        <translation>Tự phát hiện (cần torch)</translation>
    </message>
    <message>
        <source>Axes read when chosen above: {axes}.</source>
        <translation>Các trục được đọc khi chọn ở trên: {axes}.</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>Trục</translation>
    </message>
    <message numerus="yes">
        <source>Axis {axis}: %n outlier among {count:,} (mean |x| at least {factor:g}× the median): {named}.</source>
        <comment>Axis {axis}: %n outliers among {count:,} (mean |x| at least {factor:g}× the median): {named}.</comment>
        <translation>
            <numerusform>Trục {axis}: %n giá trị ngoại lai trong {count:,} (|x| trung bình ít nhất gấp {factor:g}× trung vị): {named}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Axis {axis}: no outliers among {count:,}.</source>
        <translation>Trục {axis}: không có ngoại lai trong {count:,}.</translation>
    </message>
    <message>
        <source>Axis {axis}: reading …</source>
        <translation>Trục {axis}: đang đọc …</translation>
    </message>
    <message>
        <source>Axis {axis}: {reason}</source>
        <translation>Trục {axis}: {reason}</translation>
    </message>
    <message>
        <source>B is A times {factor}, up to rounding</source>
        <translation>B là A nhân {factor}, sai khác do làm tròn</translation>
    </message>
    <message>
        <source>B is A with its columns in another order: {count} of {total} moved</source>
        <translation>B là A với các cột theo thứ tự khác: {count} trên {total} bị dời chỗ</translation>
    </message>
    <message>
        <source>B is A with its elements in another order: {count} of {total} moved</source>
        <translation>B là A với các phần tử theo thứ tự khác: {count} trên {total} bị dời chỗ</translation>
    </message>
    <message>
        <source>B is A with its indices of axis {axis} in another order: {count} of {total} moved</source>
        <translation>B là A với các chỉ số của trục {axis} theo thứ tự khác: {count} trên {total} bị dời chỗ</translation>
    </message>
    <message>
        <source>B is A with its rows in another order: {count} of {total} moved</source>
        <translation>B là A với các hàng theo thứ tự khác: {count} trên {total} bị dời chỗ</translation>
    </message>
    <message>
        <source>B is A with {share:,}% of the elements ({zeroed}) set to zero</source>
        <translation>B là A với {share:,}% phần tử ({zeroed}) được đặt về 0</translation>
    </message>
    <message>
        <source>Beside {main} lie other weights that were not opened: {named}{more}</source>
        <translation>Bên cạnh {main} có những trọng số khác không được mở: {named}{more}</translation>
    </message>
    <message>
        <source>Bits per parameter</source>
        <translation>Bit mỗi tham số</translation>
    </message>
    <message>
        <source>Book&amp;marks</source>
        <translation>Dấu tran&amp;g</translation>
    </message>
    <message>
        <source>Bookmarked.</source>
        <extracomment>Longer names of classes are cut. The sign of each mark and what it means, the weightiest first.</extracomment>
        <translation>Đã đánh dấu trang.</translation>
    </message>
    <message>
        <source>Both are empty.</source>
        <translation>Cả hai đều rỗng.</translation>
    </message>
    <message>
        <source>Both histograms overlaid; sorts by their Jensen-Shannon distance</source>
        <translation>Hai biểu đồ tần suất chồng nhau; sắp theo khoảng cách Jensen-Shannon</translation>
    </message>
    <message>
        <source>Building the tree of names</source>
        <translation>Đang dựng cây tên</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Theo</translation>
    </message>
    <message>
        <source>By axis</source>
        <extracomment>Axes that are gone through unasked, to name the outliers of each: each reads the tensor. One chosen is read in any case. Lower than this a plot shows nothing. Outliers that are named. Sizes of groups that are offered.</extracomment>
        <translation>Theo trục</translation>
    </message>
    <message>
        <source>By layer</source>
        <translation>Theo tầng</translation>
    </message>
    <message numerus="yes">
        <source>By layer: %n call</source>
        <comment>By layer: %n calls</comment>
        <translation>
            <numerusform>Theo tầng: %n lần gọi</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>By layer: all %n call bit-identical</source>
        <comment>By layer: all %n calls bit-identical</comment>
        <translation>
            <numerusform>Theo tầng: cả %n lần gọi giống nhau từng bit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>By layer: {differing:,} of %n call differ</source>
        <comment>By layer: {differing:,} of %n calls differ</comment>
        <translation>
            <numerusform>Theo tầng: {differing:,} trong %n lần gọi khác nhau</numerusform>
        </translation>
    </message>
    <message>
        <source>Byte range</source>
        <translation>Khoảng byte</translation>
    </message>
    <message>
        <source>CTranslate2 model</source>
        <translation>Mô hình CTranslate2</translation>
    </message>
    <message>
        <source>Caffe model</source>
        <translation>Mô hình Caffe</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Cancel it and close</source>
        <translation>Hủy và đóng</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Đã hủy</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Đã hủy.</translation>
    </message>
    <message>
        <source>Cancelled. Choose the effective rank again to compute it.</source>
        <translation>Đã hủy. Chọn lại hạng hiệu dụng để tính.</translation>
    </message>
    <message>
        <source>Cast &amp;floating-point tensors to</source>
        <translation>&amp;Ép tensor số thực sang</translation>
    </message>
    <message>
        <source>Cast floating-point tensors to</source>
        <translation>Ép tensor số thực sang</translation>
    </message>
    <message>
        <source>Cells show</source>
        <translation>Ô hiển thị</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Thay đổi</translation>
    </message>
    <message>
        <source>Change what is verified …</source>
        <translation>Đổi nội dung kiểm chứng …</translation>
    </message>
    <message>
        <source>Changed most</source>
        <translation>Thay đổi nhiều nhất</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Thay đổi</translation>
    </message>
    <message>
        <source>Chec&amp;k against manifest …</source>
        <translation>&amp;Kiểm tra theo manifest …</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Kiểm tra</translation>
    </message>
    <message>
        <source>Check that the download isn&apos;t a web page or an LFS pointer.</source>
        <translation>Hãy kiểm tra tệp tải về không phải trang web hay con trỏ LFS.</translation>
    </message>
    <message>
        <source>Check the address, the connection, and whether a token is needed.</source>
        <translation>Hãy kiểm tra địa chỉ, kết nối, và xem có cần token không.</translation>
    </message>
    <message>
        <source>Check {name}</source>
        <extracomment>Rows of what is wrong; where all is, the first tell as much.</extracomment>
        <translation>Kiểm tra {name}</translation>
    </message>
    <message>
        <source>Checking all values</source>
        <translation>Đang kiểm tra mọi giá trị</translation>
    </message>
    <message>
        <source>Checking all values …</source>
        <translation>Đang kiểm tra mọi giá trị …</translation>
    </message>
    <message>
        <source>Checking {name}</source>
        <translation>Đang kiểm tra {name}</translation>
    </message>
    <message>
        <source>Checkpoints stay that a rule names: best (lowest loss), first, last, last=3, every=10. All others are deleted, once everything that stays was read to its end.</source>
        <translation>Giữ lại các checkpoint mà quy tắc nêu: best (loss thấp nhất), first, last, last=3, every=10. Các checkpoint khác bị xóa, sau khi mọi thứ được giữ lại đã được đọc hết.</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation>Chọn tệp …</translation>
    </message>
    <message>
        <source>Choose a name, write the file, and verify it by reading it back (Ctrl+Return)</source>
        <translation>Chọn tên, ghi tệp, rồi đọc lại để kiểm chứng (Ctrl+Return)</translation>
    </message>
    <message>
        <source>Choose an architecture, or custom code (Ctrl+Shift+V)</source>
        <translation>Chọn kiến trúc, hoặc mã tùy chỉnh (Ctrl+Shift+V)</translation>
    </message>
    <message>
        <source>Choose {name}</source>
        <translation>Chọn {name}</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>Chọn …</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>Class or function in the code</source>
        <translation>Class hoặc hàm trong mã</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Xóa hết</translation>
    </message>
    <message>
        <source>Clear list</source>
        <translation>Xóa danh sách</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Close others</source>
        <translation>Đóng các thẻ khác</translation>
    </message>
    <message>
        <source>Close to the right</source>
        <translation>Đóng các thẻ bên phải</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>Đóng không lưu</translation>
    </message>
    <message>
        <source>Close {title}</source>
        <translation>Đóng {title}</translation>
    </message>
    <message>
        <source>Closing the window cancels it; nothing is written then.</source>
        <translation>Đóng cửa sổ sẽ hủy việc này; không có gì được ghi.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Mã</translation>
    </message>
    <message>
        <source>Collapse all</source>
        <translation>Thu gọn tất cả</translation>
    </message>
    <message>
        <source>Color range ±{limit}</source>
        <translation>Dải màu ±{limit}</translation>
    </message>
    <message>
        <source>Colors of each role on their own, so that small changes over depth show</source>
        <translation>Màu riêng cho mỗi vai trò, để thấy thay đổi nhỏ theo độ sâu</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Cột</translation>
    </message>
    <message>
        <source>Compare &amp;with</source>
        <translation>&amp;So sánh với</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>So sánh lại</translation>
    </message>
    <message>
        <source>Compare all {count:,} as transposed</source>
        <translation>So sánh cả {count:,} ở dạng chuyển vị</translation>
    </message>
    <message>
        <source>Compare as transposed</source>
        <translation>So sánh ở dạng chuyển vị</translation>
    </message>
    <message>
        <source>Compare it with its base to see what it changes.</source>
        <translation>So sánh nó với mô hình gốc để thấy nó thay đổi gì.</translation>
    </message>
    <message>
        <source>Compare transposed</source>
        <translation>So sánh chuyển vị</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>So sánh với</translation>
    </message>
    <message>
        <source>Compare with the step before</source>
        <translation>So sánh với bước trước</translation>
    </message>
    <message>
        <source>Compared transposed.</source>
        <translation>Đã so sánh ở dạng chuyển vị.</translation>
    </message>
    <message>
        <source>Comparing {a} with {b}</source>
        <translation>Đang so sánh {a} với {b}</translation>
    </message>
    <message>
        <source>Comparing {key}</source>
        <translation>Đang so sánh {key}</translation>
    </message>
    <message>
        <source>Comparing {key} with its replica</source>
        <translation>Đang so sánh {key} với bản sao của nó</translation>
    </message>
    <message>
        <source>Comparing {title}</source>
        <translation>Đang so sánh {title}</translation>
    </message>
    <message>
        <source>Comparing: {failure}</source>
        <translation>Khi so sánh: {failure}</translation>
    </message>
    <message>
        <source>Comparison cancelled</source>
        <translation>Đã hủy so sánh</translation>
    </message>
    <message>
        <source>Compute exactly</source>
        <translation>Tính chính xác</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Đang tính</translation>
    </message>
    <message>
        <source>Computing effective ranks</source>
        <translation>Đang tính hạng hiệu dụng</translation>
    </message>
    <message>
        <source>Computing exactly</source>
        <translation>Đang tính chính xác</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Số điều kiện</translation>
    </message>
    <message>
        <source>Contains NaN or Inf.</source>
        <translation>Có NaN hoặc Inf.</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Độ dài ngữ cảnh</translation>
    </message>
    <message>
        <source>Copied {count} values</source>
        <translation>Đã sao chép {count} giá trị</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Sao chép</translation>
    </message>
    <message numerus="yes">
        <source>Copy %n key</source>
        <comment>Copy %n keys</comment>
        <translation>
            <numerusform>Sao chép %n khóa</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Sao chép địa chỉ</translation>
    </message>
    <message>
        <source>Copy addresses</source>
        <translation>Sao chép các địa chỉ</translation>
    </message>
    <message>
        <source>Copy as P&amp;ython</source>
        <translation>Sao chép thành P&amp;ython</translation>
    </message>
    <message>
        <source>Copy as Python</source>
        <translation>Sao chép thành Python</translation>
    </message>
    <message>
        <source>Copy as TSV</source>
        <translation>Sao chép TSV</translation>
    </message>
    <message>
        <source>Copy file path</source>
        <translation>Sao chép đường dẫn tệp</translation>
    </message>
    <message>
        <source>Copy image</source>
        <extracomment>Pixels to a point of what is copied or saved: sharp on slides.</extracomment>
        <translation>Sao chép ảnh</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>Sao chép khóa</translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation>Sao chép số liệu</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Sao chép đường dẫn</translation>
    </message>
    <message>
        <source>Copy paths</source>
        <translation>Sao chép các đường dẫn</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Sao chép báo cáo</translation>
    </message>
    <message>
        <source>Copy shape</source>
        <translation>Sao chép shape</translation>
    </message>
    <message>
        <source>Copy the key</source>
        <translation>Sao chép khóa</translation>
    </message>
    <message>
        <source>Copy the key in B</source>
        <translation>Sao chép khóa trong B</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Sao chép báo cáo</translation>
    </message>
    <message>
        <source>Copy the report as JSON</source>
        <translation>Sao chép báo cáo dạng JSON</translation>
    </message>
    <message>
        <source>Copy the selected values, or the whole page, as a NumPy literal</source>
        <translation>Sao chép các giá trị đã chọn, hoặc cả trang, dạng literal NumPy</translation>
    </message>
    <message>
        <source>Copy the selected values, or the whole page, as tab-separated text (Ctrl+C)</source>
        <translation>Sao chép các giá trị đã chọn, hoặc cả trang, thành văn bản ngăn bằng tab (Ctrl+C)</translation>
    </message>
    <message>
        <source>Copy the snippet</source>
        <translation>Sao chép đoạn mã</translation>
    </message>
    <message>
        <source>Copy the value</source>
        <translation>Sao chép giá trị</translation>
    </message>
    <message>
        <source>Copy values</source>
        <translation>Sao chép giá trị</translation>
    </message>
    <message>
        <source>Copying values</source>
        <translation>Đang sao chép giá trị</translation>
    </message>
    <message>
        <source>Core ML model</source>
        <translation>Mô hình Core ML</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Cosin</translation>
    </message>
    <message>
        <source>Cosine similarity of A and B as vectors</source>
        <translation>Độ tương đồng cosin của A và B như vectơ</translation>
    </message>
    <message>
        <source>Count all</source>
        <translation>Đếm tất cả</translation>
    </message>
    <message>
        <source>Counting the elements</source>
        <translation>Đang đếm phần tử</translation>
    </message>
    <message>
        <source>Counting the tensors selected</source>
        <translation>Đang đếm các tensor đã chọn</translation>
    </message>
    <message>
        <source>Counting the values</source>
        <translation>Đang đếm giá trị</translation>
    </message>
    <message>
        <source>Counting the visible range</source>
        <translation>Đang đếm vùng nhìn thấy</translation>
    </message>
    <message>
        <source>Counting {key}</source>
        <extracomment>Exact histograms kept, so that going back to a pair shows them at once. Lower than this, in pixels, there is no room for all numbers. A panel is at least so high, in pixels: in a low window the page is scrolled to.</extracomment>
        <translation>Đang đếm {key}</translation>
    </message>
    <message>
        <source>Counts on a linear axis</source>
        <translation>Số lượng trên trục tuyến tính</translation>
    </message>
    <message>
        <source>Counts on a logarithmic axis: shows the tails</source>
        <translation>Số lượng trên trục log: thấy rõ phần đuôi</translation>
    </message>
    <message>
        <source>Custom code …</source>
        <translation>Mã tùy chỉnh …</translation>
    </message>
    <message>
        <source>DANGER: {value}{more}</source>
        <translation>NGUY HIỂM: {value}{more}</translation>
    </message>
    <message>
        <source>Damaged: the bytes do not match the checksum that the archive has of them.</source>
        <translation>Hỏng: byte không khớp với mã kiểm tra trong kho lưu trữ.</translation>
    </message>
    <message>
        <source>Dangerous class: loading it can run code. Nothing was run.</source>
        <translation>Class nguy hiểm: khi nạp có thể chạy mã. Không có gì đã chạy.</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Tối</translation>
    </message>
    <message>
        <source>Darknet weights</source>
        <translation>trọng số Darknet</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dữ liệu</translation>
    </message>
    <message>
        <source>Data types</source>
        <translation>Kiểu dữ liệu</translation>
    </message>
    <message>
        <source>Dead rows</source>
        <translation>Hàng chết</translation>
    </message>
    <message>
        <source>Dead rows first at step {label}: {key} {dead_row_indices}</source>
        <translation>Hàng chết lần đầu ở bước {label}: {key} {dead_row_indices}</translation>
    </message>
    <message>
        <source>Decompressing {compression}</source>
        <translation>Đang giải nén {compression}</translation>
    </message>
    <message>
        <source>DeepSpeed universal</source>
        <translation>DeepSpeed universal</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xóa</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n checkpoint for good, which frees {freed}</source>
        <comment>Delete %n checkpoints for good, which frees {freed}</comment>
        <translation>
            <numerusform>Xóa hẳn %n checkpoint, giải phóng {freed}</numerusform>
        </translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Mật độ</translation>
    </message>
    <message numerus="yes">
        <source>Density of %n element from {low} to {high}</source>
        <comment>Density of %n elements from {low} to {high}</comment>
        <extracomment>From few elements to many, on a light ground and on a dark one.</extracomment>
        <translation>
            <numerusform>Mật độ của %n phần tử từ {low} đến {high}</numerusform>
        </translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>Giảm dần</translation>
    </message>
    <message>
        <source>Detect automatically</source>
        <translation>Tự phát hiện</translation>
    </message>
    <message>
        <source>Detecting the architecture …</source>
        <translation>Đang nhận dạng kiến trúc …</translation>
    </message>
    <message>
        <source>Didn&apos;t shut down cleanly. Restore {what}?</source>
        <translation>Lần trước không tắt đúng cách. Khôi phục {what}?</translation>
    </message>
    <message>
        <source>Differ</source>
        <translation>Khác nhau</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Hiệu</translation>
    </message>
    <message>
        <source>Difference by layer</source>
        <translation>Khác biệt theo tầng</translation>
    </message>
    <message>
        <source>Difference by layer: {count:,} of {total:,} differ</source>
        <translation>Khác biệt theo tầng: {count:,} trong {total:,} khác nhau</translation>
    </message>
    <message>
        <source>Discard the rules, look for prefixes and moved tensors, and compare again</source>
        <translation>Bỏ các quy tắc, tìm tiền tố và tensor bị dời chỗ, rồi so sánh lại</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Bỏ qua</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>Phân bố</translation>
    </message>
    <message>
        <source>Distributions</source>
        <extracomment>Takes one of the roles that were found.</extracomment>
        <translation>Phân bố</translation>
    </message>
    <message>
        <source>Distributions of {what}, the first on top</source>
        <translation>Phân bố của {what}, cái đầu ở trên cùng</translation>
    </message>
    <message>
        <source>Distributions over the steps</source>
        <extracomment>What the plot&apos;s axis takes, and each ridge.</extracomment>
        <translation>Phân bố qua các bước</translation>
    </message>
    <message>
        <source>Divider between panes; arrow keys move it</source>
        <translation>Thanh chia giữa các khung; phím mũi tên để dời</translation>
    </message>
    <message>
        <source>Don&apos;t run</source>
        <translation>Không chạy</translation>
    </message>
    <message>
        <source>Double-click a file to open it in a tab.</source>
        <translation>Nhấp đúp một tệp để mở trong thẻ.</translation>
    </message>
    <message>
        <source>Double-click a row to see its values</source>
        <translation>Nhấp đúp một hàng để xem giá trị</translation>
    </message>
    <message>
        <source>Download {title}?</source>
        <translation>Tải {title} về?</translation>
    </message>
    <message>
        <source>Download{much}</source>
        <translation>Tải về{much}</translation>
    </message>
    <message>
        <source>Drag it onto another tab to compare the two.</source>
        <translation>Kéo lên thẻ khác để so sánh hai thẻ.</translation>
    </message>
    <message>
        <source>Drag out</source>
        <translation>Kéo ra</translation>
    </message>
    <message>
        <source>Drag rows out of the window to export them there</source>
        <translation>Kéo các dòng ra ngoài cửa sổ để xuất</translation>
    </message>
    <message>
        <source>Drag the tab onto another one to compare the two</source>
        <translation>Kéo thẻ lên thẻ khác để so sánh hai thẻ</translation>
    </message>
    <message>
        <source>Drag this out of the window to export the file there</source>
        <translation>Kéo ra ngoài cửa sổ để xuất tệp ở đó</translation>
    </message>
    <message>
        <source>Drop checkpoints here</source>
        <translation>Thả checkpoint vào đây</translation>
    </message>
    <message>
        <source>Drop optimizer</source>
        <translation>Bỏ optimizer</translation>
    </message>
    <message>
        <source>Drop rows from any open checkpoint here, or select them and press Ctrl+E.</source>
        <extracomment>What is in the tray, and was before. Which module an open checkpoint is of, as far as that was found. The folder to begin with when a name is asked for. The interpreter to verify in, and the bytes that may take. Whether the rules typed are to be applied as soon as it is known what they do. Whether nothing stands in the way of writing what is in the tray.</extracomment>
        <translation>Thả các dòng từ bất kỳ checkpoint đang mở vào đây, hoặc chọn chúng rồi nhấn Ctrl+E.</translation>
    </message>
    <message>
        <source>Drop to add the rows to {name}</source>
        <translation>Thả để thêm các dòng vào {name}</translation>
    </message>
    <message>
        <source>Drop to compare {name} with {other}</source>
        <translation>Thả để so sánh {name} với {other}</translation>
    </message>
    <message>
        <source>Drop to move the tab here</source>
        <translation>Thả để dời thẻ tới đây</translation>
    </message>
    <message>
        <source>Drop to open</source>
        <translation>Thả để mở</translation>
    </message>
    <message numerus="yes">
        <source>Drop to open %n file</source>
        <comment>Drop to open %n files</comment>
        <translation>
            <numerusform>Thả để mở %n tệp</numerusform>
        </translation>
    </message>
    <message>
        <source>Dropped file</source>
        <translation>Tệp đã thả</translation>
    </message>
    <message>
        <source>E&amp;xpand all below</source>
        <translation>Mở &amp;rộng mọi mục bên dưới</translation>
    </message>
    <message>
        <source>Eff. rank</source>
        <translation>Hạng h.dụng</translation>
    </message>
    <message>
        <source>Effective rank</source>
        <translation>Hạng hiệu dụng</translation>
    </message>
    <message>
        <source>Effective ranks of {name}</source>
        <translation>Hạng hiệu dụng của {name}</translation>
    </message>
    <message>
        <source>Elements</source>
        <translation>Phần tử</translation>
    </message>
    <message>
        <source>Elements that are equal within the tolerance</source>
        <translation>Phần tử bằng nhau trong dung sai</translation>
    </message>
    <message>
        <source>Elements that are not finite</source>
        <translation>Phần tử không hữu hạn</translation>
    </message>
    <message>
        <source>Elements that differ by any amount</source>
        <translation>Phần tử có khác biệt bất kỳ</translation>
    </message>
    <message>
        <source>Entries of the checkpoint</source>
        <extracomment>Of so many rows the widths of columns are taken: a name needs all the room that is left.</extracomment>
        <translation>Các mục của checkpoint</translation>
    </message>
    <message>
        <source>Entries of the file</source>
        <translation>Các mục của tệp</translation>
    </message>
    <message>
        <source>Entries shown</source>
        <extracomment>How often what a filter on numbers shows is brought up to date while tensors are read.</extracomment>
        <translation>Số mục hiển thị</translation>
    </message>
    <message>
        <source>Entries that match the filter, of all in the file</source>
        <translation>Số mục khớp bộ lọc, trên tổng số trong tệp</translation>
    </message>
    <message>
        <source>Estimating</source>
        <translation>Đang ước lượng</translation>
    </message>
    <message>
        <source>Estimating the singular values of {key}</source>
        <translation>Đang ước lượng các giá trị suy biến của {key}</translation>
    </message>
    <message>
        <source>Expand all below</source>
        <translation>Mở rộng mọi mục bên dưới</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Mong đợi</translation>
    </message>
    <message>
        <source>Experts</source>
        <translation>Số expert</translation>
    </message>
    <message>
        <source>Experts per token</source>
        <translation>Expert mỗi token</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Xuất</translation>
    </message>
    <message>
        <source>Export and drag-out</source>
        <translation>Xuất và kéo ra</translation>
    </message>
    <message>
        <source>Export cancelled; nothing was written.</source>
        <translation>Đã hủy xuất; không có gì được ghi.</translation>
    </message>
    <message>
        <source>Export under way</source>
        <extracomment>The question that is open.</extracomment>
        <translation>Đang xuất</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>Xuất …</translation>
    </message>
    <message>
        <source>Extract &amp;tray</source>
        <translation>Khay &amp;trích xuất</translation>
    </message>
    <message>
        <source>Extract tray</source>
        <translation>Khay trích xuất</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>Định &amp;dạng</translation>
    </message>
    <message>
        <source>Feed-forward</source>
        <translation>Feed-forward</translation>
    </message>
    <message>
        <source>File (array or image) …</source>
        <translation>Tệp (mảng hoặc ảnh) …</translation>
    </message>
    <message>
        <source>File metadata</source>
        <translation>Siêu dữ liệu của tệp</translation>
    </message>
    <message>
        <source>File offset</source>
        <translation>Vị trí trong tệp</translation>
    </message>
    <message>
        <source>Files without a tab</source>
        <translation>Tệp chưa có thẻ</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Lọc</translation>
    </message>
    <message>
        <source>Filter file names</source>
        <translation>Lọc tên tệp</translation>
    </message>
    <message>
        <source>Filter the entries</source>
        <translation>Lọc các mục</translation>
    </message>
    <message>
        <source>Filter: words, shape:4096, dtype:bf16, size&gt;1M, /regex/</source>
        <translation>Lọc: từ, shape:4096, dtype:bf16, size&gt;1M, /regex/</translation>
    </message>
    <message>
        <source>Filter: words, shape:4096, dtype:bf16, std&gt;1, has:nan, /regex/</source>
        <translation>Lọc: từ, shape:4096, dtype:bf16, std&gt;1, has:nan, /regex/</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Phát hiện</translation>
    </message>
    <message>
        <source>Findings</source>
        <extracomment>Rows of the table. A page of all 20,000 tensors of a model would take a browser seconds. The number that maps and lines are of.</extracomment>
        <translation>Các phát hiện</translation>
    </message>
    <message>
        <source>Findings, health, layers and the numbers of all tensors as one HTML page to share</source>
        <translation>Phát hiện, tình trạng, các tầng và số liệu của mọi tensor trong một trang HTML để chia sẻ</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Dấu vân</translation>
    </message>
    <message numerus="yes">
        <source>First %n row selected</source>
        <comment>First %n rows selected</comment>
        <translation>
            <numerusform>%n dòng đầu được chọn</numerusform>
        </translation>
    </message>
    <message>
        <source>First Inf</source>
        <translation>Inf đầu tiên</translation>
    </message>
    <message>
        <source>First NaN</source>
        <translation>NaN đầu tiên</translation>
    </message>
    <message>
        <source>First NaN or infinity: step {label}, {bad}</source>
        <translation>NaN hoặc vô cùng đầu tiên: bước {label}, {bad}</translation>
    </message>
    <message>
        <source>First input</source>
        <translation>Đầu vào đầu tiên</translation>
    </message>
    <message>
        <source>First output</source>
        <translation>Đầu ra đầu tiên</translation>
    </message>
    <message>
        <source>Folder of a training run</source>
        <translation>Thư mục của một lần huấn luyện</translation>
    </message>
    <message>
        <source>Format</source>
        <extracomment>In the order in which they are laid out.</extracomment>
        <translation>Định dạng</translation>
    </message>
    <message>
        <source>Format of the new file</source>
        <translation>Định dạng của tệp mới</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Từ</translation>
    </message>
    <message>
        <source>From a sample of {count:,} values</source>
        <translation>Từ mẫu gồm {count:,} giá trị</translation>
    </message>
    <message>
        <source>From a sample only: {error}</source>
        <translation>Chỉ từ mẫu: {error}</translation>
    </message>
    <message>
        <source>From preferences, or auto-detect</source>
        <translation>Theo tùy chọn, hoặc tự phát hiện</translation>
    </message>
    <message>
        <source>From the file, where the class has such parameters</source>
        <translation>Lấy từ tệp, nếu class có các tham số đó</translation>
    </message>
    <message>
        <source>Full fine-tune</source>
        <translation>Fine-tune toàn bộ</translation>
    </message>
    <message>
        <source>Full pickled module (torch.nn layers only).</source>
        <translation>Cả module được pickle (chỉ gồm các tầng torch.nn).</translation>
    </message>
    <message>
        <source>GGUF metadata</source>
        <translation>siêu dữ liệu GGUF</translation>
    </message>
    <message>
        <source>GRU, with an embedding and linear layers if there are any</source>
        <translation>GRU, có embedding và tầng tuyến tính nếu có</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Đến</translation>
    </message>
    <message>
        <source>Go to bookmark</source>
        <translation>Đến dấu trang</translation>
    </message>
    <message>
        <source>Go to the first NaN</source>
        <translation>Đến NaN đầu tiên</translation>
    </message>
    <message>
        <source>Go to the first infinity</source>
        <translation>Đến giá trị vô cùng đầu tiên</translation>
    </message>
    <message>
        <source>Go to the maximum</source>
        <translation>Đến giá trị lớn nhất</translation>
    </message>
    <message>
        <source>Go to the minimum</source>
        <extracomment>What a button that goes to one says.</extracomment>
        <translation>Đến giá trị nhỏ nhất</translation>
    </message>
    <message>
        <source>Good copy</source>
        <translation>Bản sao tốt</translation>
    </message>
    <message>
        <source>Granular BitRound</source>
        <translation>Granular BitRound</translation>
    </message>
    <message>
        <source>Group {index:,} ({first:,} to {last:,})</source>
        <translation>Nhóm {index:,} ({first:,} đến {last:,})</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Hướng dẫn</translation>
    </message>
    <message>
        <source>HDF5 dataset</source>
        <translation>Dataset HDF5</translation>
    </message>
    <message>
        <source>HDF5 external link</source>
        <translation>Liên kết ngoài của HDF5</translation>
    </message>
    <message>
        <source>HDF5 field</source>
        <translation>trường HDF5</translation>
    </message>
    <message>
        <source>HDF5 group</source>
        <translation>Nhóm HDF5</translation>
    </message>
    <message>
        <source>HDF5 soft link</source>
        <translation>Liên kết mềm của HDF5</translation>
    </message>
    <message>
        <source>HDF5 type</source>
        <translation>Kiểu HDF5</translation>
    </message>
    <message numerus="yes">
        <source>Hashes of %n tensor saved as {path}</source>
        <comment>Hashes of %n tensors saved as {path}</comment>
        <translation>
            <numerusform>Mã băm của %n tensor đã lưu thành {path}</numerusform>
        </translation>
    </message>
    <message>
        <source>Hashing cancelled; it goes on there if the hashes are saved under the same name again</source>
        <translation>Đã hủy băm; sẽ tiếp tục từ đó nếu lưu mã băm lại với cùng tên</translation>
    </message>
    <message>
        <source>Hashing the file</source>
        <translation>Đang băm tệp</translation>
    </message>
    <message>
        <source>Hashing {key}</source>
        <translation>Đang băm {key}</translation>
    </message>
    <message>
        <source>Hashing {name}</source>
        <translation>Đang băm {name}</translation>
    </message>
    <message>
        <source>Head size</source>
        <translation>Kích thước head</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Số head</translation>
    </message>
    <message>
        <source>Heads of keys and values, which groups of query heads share</source>
        <translation>Các head của key và value, dùng chung bởi từng nhóm head của query</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Bản đồ nhiệt</translation>
    </message>
    <message>
        <source>Heat map of {rows} × {columns} cells, color range ±{limit}</source>
        <translation>Bản đồ nhiệt {rows} × {columns} ô, dải màu ±{limit}</translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation>Kích thước ẩn</translation>
    </message>
    <message>
        <source>Hide the extract tray</source>
        <translation>Ẩn khay trích xuất</translation>
    </message>
    <message>
        <source>Histogram</source>
        <extracomment>Elements looked at for the first picture, which is there before the exact one of a large tensor.</extracomment>
        <translation>Biểu đồ tần suất</translation>
    </message>
    <message>
        <source>Histogram distance</source>
        <translation>Khoảng cách phân bố</translation>
    </message>
    <message>
        <source>Histogram of {totals} values in {bins} bins from {low} to {high}</source>
        <translation>Biểu đồ tần suất của {totals} giá trị trong {bins} khoảng từ {low} đến {high}</translation>
    </message>
    <message>
        <source>Histograms</source>
        <translation>Biểu đồ tần suất</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Lịch sử</translation>
    </message>
    <message>
        <source>History of all open files</source>
        <translation>Lịch sử của mọi tệp đang mở</translation>
    </message>
    <message>
        <source>History of {folder}</source>
        <translation>Lịch sử của {folder}</translation>
    </message>
    <message>
        <source>Holds a module of {classes}, which only its own code can rebuild.</source>
        <translation>Chứa một module của {classes}, chỉ mã riêng của nó mới dựng lại được.</translation>
    </message>
    <message>
        <source>Holds {checkpoints}: {names}{more}</source>
        <translation>Chứa {checkpoints}: {names}{more}</translation>
    </message>
    <message>
        <source>IR version</source>
        <translation>Phiên bản IR</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>In the model first at step {label}, {model}</source>
        <translation>Trong mô hình lần đầu ở bước {label}, {model}</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Chỉ số</translation>
    </message>
    <message>
        <source>Index (descending)</source>
        <extracomment>Powers of ten below the largest value that a logarithmic axis shows: what lies deeper is rounding. Largest values beyond these are the unit of the axis: pyqtgraph reckons with differences and products of them.</extracomment>
        <translation>Chỉ số (giảm dần)</translation>
    </message>
    <message>
        <source>Index to go to</source>
        <translation>Chỉ số cần đến</translation>
    </message>
    <message>
        <source>Index {index:,}</source>
        <translation>Chỉ số {index:,}</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Thông tin</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Đầu vào</translation>
    </message>
    <message>
        <source>Install the extra named above, then try again.</source>
        <translation>Cài phần bổ sung nêu trên rồi thử lại.</translation>
    </message>
    <message>
        <source>It ends in layer {number} of those in the .cfg</source>
        <translation>Nó kết thúc ở lớp {number} trong số các lớp của .cfg</translation>
    </message>
    <message>
        <source>It is a Python path configuration file, not a checkpoint. Nothing in it was run.</source>
        <translation>Đây là tệp cấu hình đường dẫn Python, không phải checkpoint. Không có gì trong đó được chạy.</translation>
    </message>
    <message>
        <source>It was merged in this window and is in no file yet.</source>
        <translation>Nó được gộp trong cửa sổ này và chưa nằm trong tệp nào.</translation>
    </message>
    <message>
        <source>It {reason}.</source>
        <translation>Nó {reason}.</translation>
    </message>
    <message>
        <source>Its server does not serve parts of files, so that opening it takes all of it.</source>
        <translation>Máy chủ không phục vụ từng phần của tệp, nên muốn mở phải tải toàn bộ.</translation>
    </message>
    <message>
        <source>Jensen-Shannon distance between the two histograms: 0 for equal, 1 for disjoint</source>
        <translation>Khoảng cách Jensen-Shannon giữa hai biểu đồ tần suất: 0 là bằng nhau, 1 là rời nhau</translation>
    </message>
    <message>
        <source>KV cache per token</source>
        <translation>KV cache mỗi token</translation>
    </message>
    <message>
        <source>KV heads</source>
        <translation>KV head</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Giữ</translation>
    </message>
    <message>
        <source>Keep both: those from {source} get the prefix {prefix}</source>
        <translation>Giữ cả hai: dòng từ {source} thêm tiền tố {prefix}</translation>
    </message>
    <message>
        <source>Keep original</source>
        <extracomment>What no cast is called.</extracomment>
        <translation>Giữ nguyên</translation>
    </message>
    <message>
        <source>Keep storages whole and shared (.pth only); otherwise only the viewed elements are written</source>
        <translation>Giữ nguyên vùng lưu trữ dùng chung (chỉ .pth); nếu không, chỉ ghi các phần tử trong view</translation>
    </message>
    <message>
        <source>Keep the architecture</source>
        <translation>Giữ kiến trúc</translation>
    </message>
    <message>
        <source>Keep the best, the last, every tenth checkpoint; the plan is shown first</source>
        <translation>Giữ checkpoint tốt nhất, cuối cùng, và mỗi cái thứ mười; kế hoạch được hiện trước</translation>
    </message>
    <message>
        <source>Keep values</source>
        <translation>Giữ giá trị</translation>
    </message>
    <message>
        <source>Keep views</source>
        <translation>Giữ view</translation>
    </message>
    <message>
        <source>Keep writing</source>
        <translation>Tiếp tục ghi</translation>
    </message>
    <message>
        <source>Kept in the file together with its outputs on a small input.</source>
        <translation>Được lưu trong tệp cùng đầu ra trên một đầu vào nhỏ.</translation>
    </message>
    <message>
        <source>Kept with its architecture: {name}.</source>
        <translation>Được lưu kèm kiến trúc: {name}.</translation>
    </message>
    <message>
        <source>Keras weights in shards</source>
        <translation>Trọng số Keras chia shard</translation>
    </message>
    <message>
        <source>Key</source>
        <extracomment>The quantiles that have a column. The column of numbers that take more than reading the tensor: they are computed where it is shown. All columns, in their usual order.</extracomment>
        <translation>Khóa</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Bàn phím</translation>
    </message>
    <message>
        <source>Keys, interpreter, limits and tolerances …</source>
        <translation>Khóa, trình thông dịch, giới hạn và dung sai …</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>L2 norm</source>
        <translation>Chuẩn L2</translation>
    </message>
    <message>
        <source>LSTM, with an embedding and linear layers if there are any</source>
        <translation>LSTM, có embedding và tầng tuyến tính nếu có</translation>
    </message>
    <message>
        <source>LZ4-compressed data</source>
        <translation>Dữ liệu nén LZ4</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>Mô hình ngôn ngữ</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>Lớn nhất</translation>
    </message>
    <message>
        <source>Largest element</source>
        <translation>Phần tử lớn nhất</translation>
    </message>
    <message>
        <source>Largest magnitude</source>
        <translation>Độ lớn lớn nhất</translation>
    </message>
    <message>
        <source>Largest over smallest singular value</source>
        <translation>Giá trị suy biến lớn nhất chia nhỏ nhất</translation>
    </message>
    <message>
        <source>Largest relative change: {change}</source>
        <translation>Thay đổi tương đối lớn nhất: {change}</translation>
    </message>
    <message>
        <source>Largest relative update: {ratio} of {key} at step {label}</source>
        <translation>Cập nhật tương đối lớn nhất: {ratio} của {key} ở bước {label}</translation>
    </message>
    <message>
        <source>Largest singular values that hold 90% of the energy (sum of squares)</source>
        <translation>Số giá trị suy biến lớn nhất chiếm 90% năng lượng (tổng bình phương)</translation>
    </message>
    <message>
        <source>Largest |b - a| of any element</source>
        <translation>|b - a| lớn nhất của một phần tử</translation>
    </message>
    <message>
        <source>Last session</source>
        <extracomment>What was open before, until it is opened again.</extracomment>
        <translation>Phiên trước</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Tầng</translation>
    </message>
    <message>
        <source>Layer call (in order)</source>
        <extracomment>Decades below the smallest difference, where layers stand that are equal, and above the largest, where those stand whose difference is no finite number. The part of the height that is left free above and below. More dots than this would lie on one another, and take long to draw; stems then are enough.</extracomment>
        <translation>Lần gọi tầng (theo thứ tự)</translation>
    </message>
    <message>
        <source>Layer map</source>
        <extracomment>The map is no higher than this; more roles are scrolled to. Cells looked at in one step.</extracomment>
        <translation>Bản đồ tầng</translation>
    </message>
    <message>
        <source>Layer map of the relative change</source>
        <translation>Bản đồ tầng của thay đổi tương đối</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Số lớp</translation>
    </message>
    <message>
        <source>Layers of</source>
        <translation>Tầng của</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Tốc độ học</translation>
    </message>
    <message>
        <source>Learning rate spike at step {label}: {lr}</source>
        <translation>Tốc độ học tăng vọt ở bước {label}: {lr}</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Sáng</translation>
    </message>
    <message>
        <source>LightGBM model</source>
        <translation>Mô hình LightGBM</translation>
    </message>
    <message>
        <source>Line {number}: {error}.</source>
        <translation>Dòng {number}: {error}.</translation>
    </message>
    <message>
        <source>Linear</source>
        <extracomment>How long the last plot may stay while the next one&apos;s is not there yet: blanking at once would flicker. Between a quantile and its value, which belong on one line.</extracomment>
        <translation>Tuyến tính</translation>
    </message>
    <message>
        <source>Lines over the steps</source>
        <extracomment>Lines beside the one in front; more would be a surface. The opacity of those that are not in front. A line is pointed at from so many pixels.</extracomment>
        <translation>Đường qua các bước</translation>
    </message>
    <message>
        <source>Lines wrap on screen; copying keeps the original</source>
        <translation>Dòng được ngắt trên màn hình; khi sao chép giữ nguyên bản</translation>
    </message>
    <message>
        <source>List all tabs</source>
        <extracomment>Files that have no tab yet. Files that are to be listed once those have theirs.</extracomment>
        <translation>Liệt kê mọi thẻ</translation>
    </message>
    <message>
        <source>Llama (original)</source>
        <translation>Llama (gốc)</translation>
    </message>
    <message>
        <source>Load with {library}</source>
        <translation>Nạp bằng {library}</translation>
    </message>
    <message>
        <source>Loads and runs; {keys}; nothing to compare with</source>
        <translation>Nạp được và chạy được; {keys}; không có gì để so sánh</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Log scale</source>
        <translation>Thang log</translation>
    </message>
    <message>
        <source>Log values</source>
        <translation>Giá trị log</translation>
    </message>
    <message>
        <source>Looking at all entries of {name}</source>
        <extracomment>Longer keys are shortened in the menu of bookmarks. What the panels compute with: all that they import and that needs no Qt. What the right side is made of; each takes some milliseconds to import.</extracomment>
        <translation>Đang xem mọi mục của {name}</translation>
    </message>
    <message>
        <source>Looking at the checkpoints …</source>
        <translation>Đang xem các checkpoint …</translation>
    </message>
    <message>
        <source>Looking for interpreters</source>
        <translation>Đang tìm trình thông dịch</translation>
    </message>
    <message>
        <source>Looking for interpreters …</source>
        <translation>Đang tìm trình thông dịch …</translation>
    </message>
    <message>
        <source>Looking for members</source>
        <translation>Đang tìm các thành viên</translation>
    </message>
    <message>
        <source>Looking for other files</source>
        <translation>Đang tìm các tệp khác</translation>
    </message>
    <message>
        <source>Looks like a {name}, {keys}.</source>
        <translation>Có vẻ là {name}, {keys}.</translation>
    </message>
    <message>
        <source>Looks like {name}, {keys}.</source>
        <translation>Có vẻ là {name}, {keys}.</translation>
    </message>
    <message>
        <source>Looks like {name}.</source>
        <translation>Có vẻ là {name}.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Mất mát</translation>
    </message>
    <message>
        <source>Lua function</source>
        <translation>hàm Lua</translation>
    </message>
    <message>
        <source>MATLAB 4 file</source>
        <translation>tệp MATLAB 4</translation>
    </message>
    <message>
        <source>MATLAB file</source>
        <translation>tệp MATLAB</translation>
    </message>
    <message>
        <source>MATLAB function</source>
        <translation>hàm MATLAB</translation>
    </message>
    <message>
        <source>MATLAB object</source>
        <translation>đối tượng MATLAB</translation>
    </message>
    <message>
        <source>MXNet arrays</source>
        <translation>Mảng MXNet</translation>
    </message>
    <message>
        <source>Magnitudes. {state}</source>
        <translation>Độ lớn. {state}</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>Manifest (*{suffix});;All files (*)</source>
        <translation>Manifest (*{suffix});;Mọi tệp (*)</translation>
    </message>
    <message>
        <source>Map of tensors by steps</source>
        <translation>Bản đồ tensor theo bước</translation>
    </message>
    <message>
        <source>Match names by these rules only, and compare again</source>
        <translation>Chỉ khớp tên theo các quy tắc này, rồi so sánh lại</translation>
    </message>
    <message>
        <source>Match system</source>
        <extracomment>What the user can choose, and what it is called.</extracomment>
        <translation>Theo hệ thống</translation>
    </message>
    <message numerus="yes">
        <source>Matched %n pair {how}.</source>
        <comment>Matched %n pairs {how}.</comment>
        <translation>
            <numerusform>Đã khớp %n cặp {how}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>Max / RMS</source>
        <translation>Max / RMS</translation>
    </message>
    <message>
        <source>Max at</source>
        <translation>Max tại</translation>
    </message>
    <message>
        <source>Max relative</source>
        <translation>Max tương đối</translation>
    </message>
    <message>
        <source>Max |d|</source>
        <extracomment>How large the answer is, compared with other text; a long one (what went wrong) is smaller.</extracomment>
        <translation>Max |d|</translation>
    </message>
    <message>
        <source>Max |z|</source>
        <translation>Max |z|</translation>
    </message>
    <message>
        <source>Maximum shard size</source>
        <translation>Kích thước shard tối đa</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Trung bình</translation>
    </message>
    <message>
        <source>Mean magnitude, by which outliers are told</source>
        <translation>Độ lớn trung bình, dùng để nhận ra ngoại lai</translation>
    </message>
    <message>
        <source>Mean |d|</source>
        <translation>|d| trung bình</translation>
    </message>
    <message>
        <source>Mean |x|</source>
        <translation>TB |x|</translation>
    </message>
    <message>
        <source>Measuring the adapter</source>
        <translation>Đang đo adapter</translation>
    </message>
    <message>
        <source>Measuring what the adapter changes …</source>
        <extracomment>Of a row of the command line those cells that are shown here.</extracomment>
        <translation>Đang đo những gì adapter thay đổi …</translation>
    </message>
    <message>
        <source>Measuring {name}</source>
        <translation>Đang đo {name}</translation>
    </message>
    <message>
        <source>Memory at full context</source>
        <translation>Bộ nhớ với ngữ cảnh đầy đủ</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Gộp</translation>
    </message>
    <message>
        <source>Merge and save</source>
        <translation>Gộp và lưu</translation>
    </message>
    <message>
        <source>Merge and save …</source>
        <translation>Gộp và lưu …</translation>
    </message>
    <message>
        <source>Min</source>
        <extracomment>Where numbers are to be found.</extracomment>
        <translation>Min</translation>
    </message>
    <message>
        <source>Min |z|</source>
        <translation>Min |z|</translation>
    </message>
    <message>
        <source>MindSpore checkpoint</source>
        <translation>Checkpoint MindSpore</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Thiếu</translation>
    </message>
    <message>
        <source>Missing of {shards}: {numbers}{more}</source>
        <translation>Thiếu trong {shards}: {numbers}{more}</translation>
    </message>
    <message>
        <source>Module</source>
        <translation>Module</translation>
    </message>
    <message>
        <source>Modules of the adapter</source>
        <translation>Các module của adapter</translation>
    </message>
    <message>
        <source>NMSE {nmse:,} under {rule}, within the {allowed:,} that its type allows</source>
        <translation>NMSE {nmse:,} theo {rule}, trong mức {allowed:,} mà kiểu của nó cho phép</translation>
    </message>
    <message>
        <source>NaN and Inf</source>
        <translation>NaN và Inf</translation>
    </message>
    <message>
        <source>NaN/Inf</source>
        <translation>NaN/Inf</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>Sorted by these, one wants to see the largest first.</extracomment>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Names were matched by those of a converter; no rules needed.</source>
        <translation>Tên được ghép theo tên của bộ chuyển đổi; không cần quy tắc.</translation>
    </message>
    <message>
        <source>Neighboring indices taken together, such as the channels of an attention head</source>
        <extracomment>What will be read next, unasked, and why an axis can&apos;t be.</extracomment>
        <translation>Gom các chỉ số cạnh nhau, chẳng hạn các kênh của một attention head</translation>
    </message>
    <message>
        <source>Neither NaN nor infinity in any step</source>
        <translation>Không có NaN hay vô cùng ở bước nào</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Khóa mới</translation>
    </message>
    <message>
        <source>Next c&amp;hange</source>
        <translation>Thay đổi kế t&amp;iếp</translation>
    </message>
    <message>
        <source>Next change (F8)</source>
        <translation>Thay đổi kế tiếp (F8)</translation>
    </message>
    <message>
        <source>Next p&amp;ane</source>
        <translation>Khu&amp;ng kế tiếp</translation>
    </message>
    <message>
        <source>No bookmarks in this file</source>
        <translation>Tệp này không có dấu trang</translation>
    </message>
    <message>
        <source>No data in the file (meta tensor).</source>
        <translation>Không có dữ liệu trong tệp (meta tensor).</translation>
    </message>
    <message>
        <source>No element is finite in both.</source>
        <translation>Không phần tử nào hữu hạn ở cả hai bên.</translation>
    </message>
    <message>
        <source>No finite values to plot.</source>
        <translation>Không có giá trị hữu hạn để vẽ.</translation>
    </message>
    <message>
        <source>No finite values.</source>
        <translation>Không có giá trị hữu hạn.</translation>
    </message>
    <message>
        <source>No history</source>
        <translation>Không có lịch sử</translation>
    </message>
    <message>
        <source>No key matches.</source>
        <translation>Không khóa nào khớp.</translation>
    </message>
    <message>
        <source>No layers: no two keys differ in numbers only.</source>
        <translation>Không có tầng: không có hai khóa nào chỉ khác nhau ở số.</translation>
    </message>
    <message>
        <source>No names match.</source>
        <translation>Không có tên nào khớp.</translation>
    </message>
    <message>
        <source>No output head in the file.</source>
        <translation>Trong tệp không có output head.</translation>
    </message>
    <message>
        <source>No recent files</source>
        <translation>Không có tệp gần đây</translation>
    </message>
    <message>
        <source>No rows to sort</source>
        <translation>Không có dòng để sắp xếp</translation>
    </message>
    <message>
        <source>No tensor uses {count} ({nbytes:,} bytes), first {first}</source>
        <translation>Không tensor nào dùng {count} ({nbytes:,} byte), đầu tiên là {first}</translation>
    </message>
    <message>
        <source>No tensors in common</source>
        <translation>Không có tensor chung</translation>
    </message>
    <message>
        <source>No tensors in common. Add renaming rules below, under Names.</source>
        <translation>Không có tensor chung. Thêm quy tắc đổi tên bên dưới, ở mục Tên.</translation>
    </message>
    <message>
        <source>No tensors in this file.</source>
        <translation>Tệp này không có tensor.</translation>
    </message>
    <message>
        <source>No torch optimizer state in the tray</source>
        <translation>Không có trạng thái optimizer của torch trong khay</translation>
    </message>
    <message>
        <source>Non-embedding</source>
        <translation>Ngoài embedding</translation>
    </message>
    <message numerus="yes">
        <source>None of %n element is finite in both; {differing} differ.</source>
        <comment>None of %n elements is finite in both; {differing} differ.</comment>
        <translation>
            <numerusform>Không phần tử nào trong %n hữu hạn ở cả hai bên; {differing} khác nhau.</numerusform>
        </translation>
    </message>
    <message>
        <source>None of the tensors shown differ so far.</source>
        <translation>Đến giờ chưa tensor nào đang hiển thị khác nhau.</translation>
    </message>
    <message>
        <source>None of the tensors shown differ.</source>
        <translation>Không tensor nào đang hiển thị khác nhau.</translation>
    </message>
    <message>
        <source>None. Findings are observations, not verdicts.</source>
        <translation>Không có. Các phát hiện là quan sát, không phải phán quyết.</translation>
    </message>
    <message>
        <source>None. You are asked before custom code runs for the first time.</source>
        <translation>Không có. Bạn sẽ được hỏi trước khi mã tùy chỉnh chạy lần đầu.</translation>
    </message>
    <message>
        <source>Not all files of the folder were looked into: {name} and what follows were not</source>
        <translation>Không phải mọi tệp trong thư mục đều được xem: {name} và các tệp tiếp theo thì không</translation>
    </message>
    <message>
        <source>Not all was looked at, only the first {most:,} arrays were</source>
        <translation>Chưa xem hết, chỉ xem {most:,} mảng đầu tiên</translation>
    </message>
    <message>
        <source>Not all was looked at, {name} and what follows was not</source>
        <translation>Chưa xem hết, {name} và những gì theo sau chưa được xem</translation>
    </message>
    <message>
        <source>Not all was looked at, {name} lies too deep</source>
        <translation>Chưa xem hết, {name} nằm quá sâu</translation>
    </message>
    <message>
        <source>Not an index of {shape}: type a number for each axis.</source>
        <translation>Không phải chỉ số của {shape}: hãy gõ một số cho mỗi trục.</translation>
    </message>
    <message>
        <source>Not checked for NaN/Inf: {error}.</source>
        <translation>Chưa kiểm tra NaN/Inf: {error}.</translation>
    </message>
    <message numerus="yes">
        <source>Not compared in {side}: %n tensor, such as {key}</source>
        <comment>Not compared in {side}: %n tensors, such as {key}</comment>
        <translation>
            <numerusform>Không so sánh trong {side}: %n tensor, chẳng hạn {key}</numerusform>
        </translation>
    </message>
    <message>
        <source>Not compared yet.</source>
        <extracomment>Of the rows that have a result: what they say does not change any more.
----------
While results come, the summary says what changed most this often. The fingerprint is as high as this, and has a quarter of what the window is higher than this. What shows a pair is made of these; each takes some milliseconds to import. What an adapter does to its base, if the two are such.</extracomment>
        <translation>Chưa so sánh.</translation>
    </message>
    <message>
        <source>Not drawn: {parts}</source>
        <translation>Không vẽ: {parts}</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Chưa lưu</translation>
    </message>
    <message>
        <source>Not yet checked for NaN/Inf (reads {nbytes}).</source>
        <translation>Chưa kiểm tra NaN/Inf (phải đọc {nbytes}).</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Nothing (loads and runs)</source>
        <translation>Không gì cả (chỉ nạp và chạy)</translation>
    </message>
    <message>
        <source>Nothing after {last} can be read: the file {reason}</source>
        <translation>Không đọc được gì sau {last}: tệp {reason}</translation>
    </message>
    <message>
        <source>Nothing in it was executed. Don&apos;t load it in Python, which would execute it.</source>
        <translation>Không có gì trong tệp được chạy. Đừng nạp tệp này trong Python, vì như vậy mã trong tệp sẽ chạy.</translation>
    </message>
    <message>
        <source>Nothing in it was executed. Try another copy of the file.</source>
        <translation>Không có gì trong đó được thực thi. Hãy thử bản sao khác của tệp.</translation>
    </message>
    <message>
        <source>Nothing to compare</source>
        <translation>Không có gì để so sánh</translation>
    </message>
    <message>
        <source>Nothing took {name} where it was dropped.</source>
        <translation>Không có gì nhận {name} ở nơi nó được thả.</translation>
    </message>
    <message>
        <source>NumPy archive</source>
        <translation>Kho NumPy</translation>
    </message>
    <message>
        <source>NumPy array</source>
        <translation>Mảng NumPy</translation>
    </message>
    <message>
        <source>Number that is plotted</source>
        <translation>Số liệu được vẽ</translation>
    </message>
    <message>
        <source>OLD and NEW must both hold a * or neither, unlike in the rule {text}</source>
        <translation>OLD và NEW phải cùng có * hoặc cùng không có, khác với quy tắc {text}</translation>
    </message>
    <message>
        <source>OLD may hold one *, the rule {text} has {value} there</source>
        <translation>OLD chỉ được có một *, còn quy tắc {text} có {value}</translation>
    </message>
    <message>
        <source>OLD=NEW rules, separated by spaces. A * in OLD matches any text, which NEW puts at its own *: model.*=* strips a prefix, *=net.* adds one. New keys show as you type; Return applies them.</source>
        <translation>Các quy tắc OLD=NEW, cách nhau bằng dấu cách. Dấu * trong OLD khớp mọi chuỗi, và NEW đặt chuỗi đó ở dấu * của nó: model.*=* bỏ tiền tố, *=net.* thêm tiền tố. Khóa mới hiện ra khi bạn gõ; Return để áp dụng.</translation>
    </message>
    <message>
        <source>OLD=NEW rules, separated by spaces. A * in OLD matches any text, which NEW repeats.</source>
        <translation>Các quy tắc OLD=NEW, cách nhau bằng dấu cách. Dấu * trong OLD khớp mọi chuỗi, và NEW lặp lại chuỗi đó.</translation>
    </message>
    <message>
        <source>OLD=NEW, such as module.*=* or hidden.*=hidden1.*</source>
        <translation>OLD=NEW, chẳng hạn module.*=* hoặc hidden.*=hidden1.*</translation>
    </message>
    <message>
        <source>ONNX tensor</source>
        <translation>Tensor ONNX</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Đối tượng</translation>
    </message>
    <message>
        <source>Of another shape</source>
        <translation>Khác shape</translation>
    </message>
    <message>
        <source>One OLD=NEW rule per line, from names in A to names in B. A * in OLD matches any text, and NEW puts it at its own *. Equal names always match.</source>
        <translation>Mỗi dòng một quy tắc OLD=NEW, từ tên trong A sang tên trong B. Dấu * trong OLD khớp mọi chuỗi, và NEW đặt chuỗi đó ở dấu * của nó. Tên giống nhau luôn khớp.</translation>
    </message>
    <message>
        <source>One is the other converted: {result}</source>
        <translation>Tệp này là tệp kia sau chuyển đổi: {result}</translation>
    </message>
    <message>
        <source>One matrix is the exact transpose of one in the other file.</source>
        <translation>Một ma trận đúng là chuyển vị của một ma trận trong tệp kia.</translation>
    </message>
    <message>
        <source>Only .pth and .safetensors can store it</source>
        <translation>Chỉ .pth và .safetensors lưu được</translation>
    </message>
    <message>
        <source>Only changes</source>
        <translation>Chỉ thay đổi</translation>
    </message>
    <message>
        <source>Only for rows from one checkpoint whose architecture was recognized (see its summary)</source>
        <translation>Chỉ dành cho các dòng từ một checkpoint có kiến trúc đã nhận dạng (xem phần tóm tắt của nó)</translation>
    </message>
    <message>
        <source>Only what is needed is fetched: the index to open it, then the tensors you look at. A token for the Hugging Face Hub is taken from HF_TOKEN or from where its own tools keep it.</source>
        <translation>Chỉ tải những gì cần: chỉ mục để mở, rồi đến các tensor bạn xem. Token cho Hugging Face Hub lấy từ HF_TOKEN hoặc từ nơi các công cụ của nó lưu.</translation>
    </message>
    <message>
        <source>Only {few} of {all_there} columns differ: {named}</source>
        <translation>Chỉ {few} trên {all_there} cột khác nhau: {named}</translation>
    </message>
    <message>
        <source>Only {few} of {all_there} indices of axis {axis} differ: {named}</source>
        <translation>Chỉ {few} trên {all_there} chỉ số của trục {axis} khác nhau: {named}</translation>
    </message>
    <message>
        <source>Only {few} of {all_there} rows differ: {named}</source>
        <translation>Chỉ {few} trên {all_there} hàng khác nhau: {named}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>Open a folder that holds a checkpoint, or one of the files in it.</source>
        <translation>Hãy mở một thư mục có checkpoint, hoặc một trong các tệp của nó.</translation>
    </message>
    <message>
        <source>Open checkpoints</source>
        <extracomment>What the desktop puts around a window, at the most.</extracomment>
        <translation>Mở checkpoint</translation>
    </message>
    <message>
        <source>Open e&amp;xample</source>
        <translation>Mở &amp;ví dụ</translation>
    </message>
    <message>
        <source>Open example</source>
        <translation>Mở ví dụ</translation>
    </message>
    <message>
        <source>Open files</source>
        <extracomment>Characters of a title that are measured; the bar cuts it to what there is room for. So many files open as they are asked for; of more the first one does, and tabs of the others are made for these seconds, then the window has its turn. So many files of one drop have a tab; the others are listed in one. The checkpoints that somebody besides the tabs still reads from. Whether tabs may be closed at once; if not, somebody is asked first, and what is given called once they may.</extracomment>
        <translation>Các tệp đang mở</translation>
    </message>
    <message>
        <source>Open loc&amp;ation …</source>
        <translation>Mở địa &amp;chỉ …</translation>
    </message>
    <message>
        <source>Open location</source>
        <translation>Mở địa chỉ</translation>
    </message>
    <message>
        <source>Open rece&amp;nt</source>
        <translation>Mở gầ&amp;n đây</translation>
    </message>
    <message>
        <source>Open selected</source>
        <translation>Mở tệp đã chọn</translation>
    </message>
    <message>
        <source>Open this step</source>
        <translation>Mở bước này</translation>
    </message>
    <message>
        <source>Open {file} in a tab</source>
        <translation>Mở {file} trong một thẻ</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>Mở {name}</translation>
    </message>
    <message>
        <source>Open …</source>
        <translation>Mở …</translation>
    </message>
    <message>
        <source>OpenVINO model</source>
        <translation>Mô hình OpenVINO</translation>
    </message>
    <message>
        <source>Opening cancelled</source>
        <translation>Đã hủy mở</translation>
    </message>
    <message>
        <source>Opening part {value} of {count}</source>
        <translation>Đang mở phần {value} trên {count}</translation>
    </message>
    <message>
        <source>Opening {name}</source>
        <translation>Đang mở {name}</translation>
    </message>
    <message>
        <source>Opening {title}</source>
        <translation>Đang mở {title}</translation>
    </message>
    <message>
        <source>Opens, inspects, extracts, compares and verifies checkpoints of any framework. Nothing in a file is ever executed. MIT license.

Runs on {running}.
torch: not loaded. Verification loads it in a separate process.

No telemetry and no update check: the program opens no connection but to the addresses you open.</source>
        <translation>Mở, xem xét, trích xuất, so sánh và kiểm chứng checkpoint của mọi framework. Không có gì trong tệp được thực thi. Giấy phép MIT.

Chạy trên {running}.
torch: không nạp. Việc kiểm chứng nạp nó trong một tiến trình riêng.

Không đo lường từ xa và không kiểm tra cập nhật: chương trình chỉ kết nối tới địa chỉ mà bạn mở.</translation>
    </message>
    <message>
        <source>Optimizer: {moment}</source>
        <translation>Optimizer: {moment}</translation>
    </message>
    <message>
        <source>Other (by ID) …</source>
        <translation>Khác (theo ID) …</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Đầu ra</translation>
    </message>
    <message>
        <source>Output of the failed code</source>
        <translation>Đầu ra của mã bị lỗi</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>Đầu ra</translation>
    </message>
    <message>
        <source>Outputs as rows, inputs as columns; without it one slice is shown</source>
        <translation>Đầu ra là hàng, đầu vào là cột; nếu không, chỉ hiện một lát cắt</translation>
    </message>
    <message>
        <source>Outputs do not match: they differ{by}{more}{where}{value}</source>
        <translation>Đầu ra không khớp: khác nhau{by}{more}{where}{value}</translation>
    </message>
    <message>
        <source>Outputs match as closely as {rounding} rounding allows: they differ{by}{may}</source>
        <translation>Đầu ra khớp trong mức làm tròn {rounding} cho phép: khác nhau{by}{may}</translation>
    </message>
    <message>
        <source>Outputs match bit for bit{inside}</source>
        <translation>Đầu ra khớp từng bit{inside}</translation>
    </message>
    <message>
        <source>Outputs match within the tolerance: they differ{by}{where}</source>
        <translation>Đầu ra khớp trong dung sai: khác nhau{by}{where}</translation>
    </message>
    <message>
        <source>Outputs match {how} {found} (assumed {before} does not)</source>
        <translation>Đầu ra khớp {how} {found} (giả định {before} thì không)</translation>
    </message>
    <message>
        <source>Outputs side by side</source>
        <translation>Đầu ra đặt cạnh nhau</translation>
    </message>
    <message numerus="yes">
        <source>Outputs side by side, the first %n value</source>
        <comment>Outputs side by side, the first %n values</comment>
        <translation>
            <numerusform>Đầu ra đặt cạnh nhau, %n giá trị đầu</numerusform>
        </translation>
    </message>
    <message>
        <source>Outputs stored in the file</source>
        <translation>Đầu ra lưu trong tệp</translation>
    </message>
    <message>
        <source>Over depth</source>
        <extracomment>Lines that still are a picture, and of which the names fit below it.</extracomment>
        <translation>Theo độ sâu</translation>
    </message>
    <message>
        <source>Overall relative change: {change}</source>
        <translation>Thay đổi tương đối tổng thể: {change}</translation>
    </message>
    <message>
        <source>Paddle parameters</source>
        <translation>Tham số Paddle</translation>
    </message>
    <message>
        <source>Paddle program</source>
        <translation>Chương trình Paddle</translation>
    </message>
    <message>
        <source>PaddlePaddle state dict</source>
        <translation>State dict của PaddlePaddle</translation>
    </message>
    <message>
        <source>Page (*.html);;JSON (*.json)</source>
        <translation>Trang (*.html);;JSON (*.json)</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Tham số</translation>
    </message>
    <message>
        <source>Parameters as stored, {stored}, and the KV cache of the whole context in 16 bits, {cache}; no activations</source>
        <translation>Tham số như đã lưu, {stored}, và KV cache của toàn bộ ngữ cảnh ở 16 bit, {cache}; không kể activation</translation>
    </message>
    <message>
        <source>Parameters take {size} as stored</source>
        <translation>Các tham số chiếm {size} như đã lưu</translation>
    </message>
    <message>
        <source>Parameters that a token meets, with its share of the experts</source>
        <translation>Số tham số mà một token đi qua, kể cả các expert của nó</translation>
    </message>
    <message>
        <source>Parameters without the embeddings and the output head</source>
        <translation>Số tham số không kể embedding và output head</translation>
    </message>
    <message>
        <source>Parameters, or a moment of the optimizer</source>
        <translation>Tham số, hoặc một moment của optimizer</translation>
    </message>
    <message>
        <source>Pickle import {name} can run code when it is loaded; nothing was run</source>
        <translation>Import {name} trong pickle có thể chạy mã khi nạp; không có gì đã chạy</translation>
    </message>
    <message>
        <source>Pickle import {name} is safe: it only holds data</source>
        <translation>Import {name} trong pickle an toàn: chỉ chứa dữ liệu</translation>
    </message>
    <message>
        <source>Pickle import {name} is unknown; it was not imported</source>
        <translation>Import {name} trong pickle là lạ; nó không được import</translation>
    </message>
    <message>
        <source>Pickle imports</source>
        <translation>Import trong pickle</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Kế hoạch</translation>
    </message>
    <message>
        <source>Planning</source>
        <translation>Đang lập kế hoạch</translation>
    </message>
    <message>
        <source>Plot</source>
        <translation>Vẽ</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Vị trí</translation>
    </message>
    <message>
        <source>Prefere&amp;nces …</source>
        <translation>Tùy chọ&amp;n …</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Tùy chọn</translation>
    </message>
    <message>
        <source>Previous chan&amp;ge</source>
        <translation>T&amp;hay đổi trước đó</translation>
    </message>
    <message>
        <source>Previous change (Shift+F8)</source>
        <translation>Thay đổi trước đó (Shift+F8)</translation>
    </message>
    <message>
        <source>Progress</source>
        <extracomment>Work that ends sooner is not worth a word.</extracomment>
        <translation>Tiến độ</translation>
    </message>
    <message>
        <source>PyTorch (before 1.6)</source>
        <translation>PyTorch (trước 1.6)</translation>
    </message>
    <message>
        <source>PyTorch 0.1 (tar)</source>
        <translation>PyTorch 0.1 (tar)</translation>
    </message>
    <message>
        <source>PyTorch distributed checkpoint</source>
        <translation>Checkpoint phân tán của PyTorch</translation>
    </message>
    <message>
        <source>PyTorch distributed safetensors</source>
        <translation>Safetensors phân tán của PyTorch</translation>
    </message>
    <message>
        <source>PyTorch exported program</source>
        <translation>Chương trình PyTorch đã xuất</translation>
    </message>
    <message>
        <source>PyTorch, safetensors, GGUF, ONNX, HDF5, NumPy and more. Opening reads only the index; nothing is executed.</source>
        <translation>PyTorch, safetensors, GGUF, ONNX, HDF5, NumPy và nhiều hơn. Mở chỉ đọc chỉ mục; không có gì được thực thi.</translation>
    </message>
    <message>
        <source>PyTorch, unpacked</source>
        <translation>PyTorch, đã giải nén</translation>
    </message>
    <message>
        <source>Python interpreter for verification</source>
        <translation>Trình thông dịch Python để kiểm chứng</translation>
    </message>
    <message>
        <source>Python that loads this tensor with {library}</source>
        <translation>Mã Python nạp tensor này bằng {library}</translation>
    </message>
    <message>
        <source>Quantiles; each is the value of an element</source>
        <translation>Phân vị; mỗi phân vị là giá trị của một phần tử</translation>
    </message>
    <message>
        <source>Random input (seed)</source>
        <translation>Đầu vào ngẫu nhiên (seed)</translation>
    </message>
    <message>
        <source>Random seed</source>
        <translation>Seed ngẫu nhiên</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Hạng</translation>
    </message>
    <message>
        <source>Rank for 90% energy</source>
        <translation>Hạng cho 90% năng lượng</translation>
    </message>
    <message>
        <source>Ranks seem to be missing: the shape of {name}, {width} × {inputs}, is that of one of {value} ranks; {total} are there</source>
        <translation>Có vẻ thiếu rank: shape của {name}, {width} × {inputs}, là của một trong {value} rank; chỉ có {total}</translation>
    </message>
    <message>
        <source>Ranks seem to be missing: the shape of {name}, {width} × {inputs}, is that of one of {value} ranks; {total} is there</source>
        <translation>Có vẻ thiếu rank: shape của {name}, {width} × {inputs}, là của một trong {value} rank; chỉ có {total}</translation>
    </message>
    <message>
        <source>Read all tensors ({unread})</source>
        <translation>Đọc mọi tensor ({unread})</translation>
    </message>
    <message>
        <source>Read all values and count them exactly</source>
        <translation>Đọc mọi giá trị và đếm chính xác</translation>
    </message>
    <message>
        <source>Read all values and look for NaN, Inf and all-zero tensors</source>
        <translation>Đọc mọi giá trị và tìm NaN, Inf và tensor toàn số 0</translation>
    </message>
    <message>
        <source>Read {translation}.</source>
        <translation>Đã đọc {translation}.</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Đang đọc</translation>
    </message>
    <message>
        <source>Reading all tensors of {name}</source>
        <extracomment>A file of no more than this, in no more tensors, is read as it opens; others take longer than anybody expects of opening. Who shows all tensors, or several, together expects them to be read, unless they are very large. What is on a server costs somebody each byte: one in so many is read. How often those who show the numbers hear of new ones. How often the statistics and quantiles of a tensor go through its elements at most.</extracomment>
        <translation>Đang đọc mọi tensor của {name}</translation>
    </message>
    <message>
        <source>Reading all tensors …</source>
        <translation>Đang đọc mọi tensor …</translation>
    </message>
    <message>
        <source>Reading axis {axis}</source>
        <translation>Đang đọc trục {axis}</translation>
    </message>
    <message>
        <source>Reading back {key}</source>
        <translation>Đang đọc lại {key}</translation>
    </message>
    <message>
        <source>Reading the arrays</source>
        <translation>Đang đọc các mảng</translation>
    </message>
    <message>
        <source>Reading the checkpoint</source>
        <translation>Đang đọc checkpoint</translation>
    </message>
    <message>
        <source>Reading the graph</source>
        <translation>Đang đọc đồ thị</translation>
    </message>
    <message>
        <source>Reading the header</source>
        <translation>Đang đọc header</translation>
    </message>
    <message>
        <source>Reading the index</source>
        <translation>Đang đọc chỉ mục</translation>
    </message>
    <message>
        <source>Reading the layers</source>
        <translation>Đang đọc các tầng</translation>
    </message>
    <message>
        <source>Reading the list</source>
        <translation>Đang đọc danh sách</translation>
    </message>
    <message>
        <source>Reading the model</source>
        <translation>Đang đọc mô hình</translation>
    </message>
    <message>
        <source>Reading the objects</source>
        <translation>Đang đọc các đối tượng</translation>
    </message>
    <message>
        <source>Reading the parameters</source>
        <translation>Đang đọc tham số</translation>
    </message>
    <message>
        <source>Reading the slice</source>
        <translation>Đang đọc lát cắt</translation>
    </message>
    <message>
        <source>Reading the state dict</source>
        <translation>Đang đọc state dict</translation>
    </message>
    <message>
        <source>Reading the tar archive</source>
        <translation>Đang đọc kho tar</translation>
    </message>
    <message>
        <source>Reading the tensor</source>
        <extracomment>Statistics kept, so that going back to a tensor shows them at once. Tensors up to this size are held against the checksum of their archive whenever they are shown.</extracomment>
        <translation>Đang đọc tensor</translation>
    </message>
    <message>
        <source>Reading the tensors selected</source>
        <translation>Đang đọc các tensor đã chọn</translation>
    </message>
    <message>
        <source>Reading the tree</source>
        <translation>Đang đọc cây</translation>
    </message>
    <message>
        <source>Reading the trees</source>
        <translation>Đang đọc các cây</translation>
    </message>
    <message>
        <source>Reading the variables</source>
        <translation>Đang đọc các biến</translation>
    </message>
    <message>
        <source>Reading the weights</source>
        <translation>Đang đọc trọng số</translation>
    </message>
    <message>
        <source>Reading values</source>
        <translation>Đang đọc giá trị</translation>
    </message>
    <message>
        <source>Reading what stays …</source>
        <translation>Đang đọc những gì được giữ lại …</translation>
    </message>
    <message>
        <source>Reading {key} at each step</source>
        <translation>Đang đọc {key} ở mỗi bước</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>Đang đọc {name}</translation>
    </message>
    <message>
        <source>Reads all tensors and compares them with saved hashes: a manifest, an LFS pointer, a list of SHA-256 sums, or what gguf-hash prints. The file may be in another format by now. Damage is located to blocks of 4 MiB; with a good copy, to the element and the bit.</source>
        <translation>Đọc mọi tensor và so với mã băm đã lưu: manifest, con trỏ LFS, danh sách SHA-256, hoặc kết quả của gguf-hash. Tệp có thể đã ở định dạng khác. Chỗ hỏng được xác định tới khối 4 MiB; với một bản sao tốt, tới từng phần tử và bit.</translation>
    </message>
    <message>
        <source>Rebuild the module in a separate process, run it, and compare its outputs</source>
        <translation>Dựng lại module trong tiến trình riêng, chạy nó, và so sánh đầu ra</translation>
    </message>
    <message>
        <source>Rebuild the module, run it, and compare its outputs</source>
        <translation>Dựng lại module, chạy nó, và so sánh đầu ra</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Gần đây</translation>
    </message>
    <message>
        <source>Recorded outputs …</source>
        <translation>Đầu ra đã ghi lại …</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Làm lại</translation>
    </message>
    <message>
        <source>Redo the last undone edit (Ctrl+Shift+Z)</source>
        <translation>Làm lại thao tác vừa hoàn tác (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Reference for the outputs</source>
        <translation>Tham chiếu cho đầu ra</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>Tương đối</translation>
    </message>
    <message>
        <source>Relative change</source>
        <translation>Thay đổi tương đối</translation>
    </message>
    <message>
        <source>Relative change of each tensor</source>
        <translation>Thay đổi tương đối của từng tensor</translation>
    </message>
    <message>
        <source>Relative change of each tensor, in the order of the file</source>
        <extracomment>A bar is at least so wide, in pixels: where there are more tensors than bars, the largest of several is drawn. Narrower bars touch each other: gaps that fall between pixels would look like stripes. Changes that span more than this are drawn on a logarithmic scale, of at most so many decades below the largest. What is the same still has a stub, in pixels. The frame around the bar of the selected row is at least so wide. How opaque what has no size is. Decades of room below the least change.</extracomment>
        <translation>Thay đổi tương đối của mỗi tensor, theo thứ tự trong tệp</translation>
    </message>
    <message>
        <source>Relative change |b &amp;minus; a| / |a| of each tensor, in the order of the file{each}.</source>
        <translation>Thay đổi tương đối |b &amp;minus; a| / |a| của từng tensor, theo thứ tự trong tệp{each}.</translation>
    </message>
    <message>
        <source>Relative change |b - a| / |a| (L2 norm), or how else the tensor differs; for a group, the largest</source>
        <translation>Thay đổi tương đối |b - a| / |a| (chuẩn L2), hoặc kiểu khác biệt khác; với nhóm, là giá trị lớn nhất</translation>
    </message>
    <message>
        <source>Relative tolerance</source>
        <translation>Dung sai tương đối</translation>
    </message>
    <message>
        <source>Relative update</source>
        <extracomment>A learning rate that exceeds those beside it so many times is a spike.</extracomment>
        <translation>Cập nhật tương đối</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Tải lại</translation>
    </message>
    <message>
        <source>Remember until the file changes</source>
        <translation>Nhớ cho đến khi tệp thay đổi</translation>
    </message>
    <message>
        <source>Remove all rows from the tray</source>
        <translation>Bỏ mọi dòng khỏi khay</translation>
    </message>
    <message>
        <source>Remove bookmark</source>
        <translation>Bỏ dấu trang</translation>
    </message>
    <message>
        <source>Remove optimizer state</source>
        <translation>Bỏ trạng thái optimizer</translation>
    </message>
    <message>
        <source>Rename keys</source>
        <translation>Đổi tên khóa</translation>
    </message>
    <message>
        <source>Rename keys to match the module: OLD=NEW, separated by spaces</source>
        <translation>Đổi tên khóa cho khớp module: OLD=NEW, cách nhau bằng dấu cách</translation>
    </message>
    <message>
        <source>Rename rules</source>
        <translation>Quy tắc đổi tên</translation>
    </message>
    <message>
        <source>Rename those from {source}:</source>
        <translation>Đổi tên dòng từ {source}:</translation>
    </message>
    <message>
        <source>Rename: hidden.*=hidden1.*</source>
        <translation>Đổi tên: hidden.*=hidden1.*</translation>
    </message>
    <message>
        <source>Renaming rules from A to B</source>
        <translation>Quy tắc đổi tên từ A sang B</translation>
    </message>
    <message>
        <source>Reopen &amp;last session</source>
        <translation>Mở lại phiên t&amp;rước</translation>
    </message>
    <message>
        <source>Replace those of {target}</source>
        <translation>Thay dòng của {target}</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Báo cáo</translation>
    </message>
    <message>
        <source>Resembles {name}: {keys}.</source>
        <translation>Giống {name}: {keys}.</translation>
    </message>
    <message>
        <source>Reset zoom</source>
        <translation>Đặt lại thu phóng</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Khôi phục</translation>
    </message>
    <message>
        <source>Restore last session on launch</source>
        <translation>Khôi phục phiên trước khi khởi động</translation>
    </message>
    <message>
        <source>Retry what could not be read</source>
        <translation>Thử lại những gì không đọc được</translation>
    </message>
    <message numerus="yes">
        <source>Return renames %n row as shown.</source>
        <comment>Return renames %n rows as shown.</comment>
        <translation>
            <numerusform>Return sẽ đổi tên %n dòng như đang hiện.</numerusform>
        </translation>
    </message>
    <message>
        <source>Reveal in Finder</source>
        <extracomment>What the menus of each desktop call it.</extracomment>
        <translation>Hiện trong Finder</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Thu hồi</translation>
    </message>
    <message>
        <source>Role whose layers are shown</source>
        <translation>Vai trò có các tầng được hiện</translation>
    </message>
    <message>
        <source>Root mean square</source>
        <extracomment>Rows that Qt&apos;s headers bear; of longer axes the first in the order chosen are shown. What is known of each index, what is most asked for first.</extracomment>
        <translation>Căn trung bình bình phương</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Hàng</translation>
    </message>
    <message>
        <source>Rows to export</source>
        <extracomment>More rows are not selected unasked: Qt asks the model about each cell of a selection.</extracomment>
        <translation>Các dòng cần xuất</translation>
    </message>
    <message>
        <source>Rules for what to keep</source>
        <translation>Quy tắc giữ lại</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Chạy</translation>
    </message>
    <message>
        <source>SHA-256 of the elements</source>
        <translation>SHA-256 của các phần tử</translation>
    </message>
    <message>
        <source>Same bytes, different dtypes.</source>
        <translation>Cùng byte, khác kiểu dữ liệu.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Lưu CSV…</translation>
    </message>
    <message>
        <source>Save as {kind}…</source>
        <translation>Lưu {kind}…</translation>
    </message>
    <message>
        <source>Save co&amp;mparison …</source>
        <translation>Lư&amp;u so sánh …</translation>
    </message>
    <message>
        <source>Save comparison</source>
        <translation>Lưu so sánh</translation>
    </message>
    <message>
        <source>Save comparison …</source>
        <translation>Lưu so sánh …</translation>
    </message>
    <message>
        <source>Save hashes</source>
        <translation>Lưu mã băm</translation>
    </message>
    <message>
        <source>Save hashes as mani&amp;fest …</source>
        <translation>Lưu mã &amp;băm thành manifest …</translation>
    </message>
    <message>
        <source>Save it to …</source>
        <translation>Lưu vào …</translation>
    </message>
    <message>
        <source>Save numbers as CSV…</source>
        <translation>Lưu số liệu thành CSV…</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Lưu báo cáo</translation>
    </message>
    <message>
        <source>Save report …</source>
        <translation>Lưu báo cáo …</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Lưu báo cáo…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Lưu báo cáo</translation>
    </message>
    <message>
        <source>Save the report as JSON</source>
        <translation>Lưu báo cáo dạng JSON</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Lưu bảng</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>Lưu …</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>Đã lưu thành {path}</translation>
    </message>
    <message>
        <source>Saved the comparison as {path}</source>
        <translation>Đã lưu so sánh thành {path}</translation>
    </message>
    <message>
        <source>Saved the report as {name}.</source>
        <translation>Đã lưu báo cáo thành {name}.</translation>
    </message>
    <message>
        <source>Scale each row</source>
        <translation>Chia thang từng hàng</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>Hệ số</translation>
    </message>
    <message>
        <source>Scanning {place}</source>
        <translation>Đang quét {place}</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Đang tìm</translation>
    </message>
    <message>
        <source>Searching the tensor</source>
        <translation>Đang tìm trong tensor</translation>
    </message>
    <message>
        <source>Searching {key}</source>
        <translation>Đang tìm trong {key}</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Các mục</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Select a cell for the numbers of a tensor at a step.</source>
        <translation>Chọn một ô để xem số liệu của một tensor ở một bước.</translation>
    </message>
    <message>
        <source>Shades mark groups</source>
        <translation>Sắc độ phân biệt các nhóm</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Shape</translation>
    </message>
    <message>
        <source>Shape of the input</source>
        <translation>Shape của đầu vào</translation>
    </message>
    <message>
        <source>Shape or value</source>
        <translation>Shape hoặc giá trị</translation>
    </message>
    <message>
        <source>Shards</source>
        <translation>Shard</translation>
    </message>
    <message numerus="yes">
        <source>Shares storage with %n tensor</source>
        <comment>Shares storage with %n tensors</comment>
        <translation>
            <numerusform>Dùng chung vùng lưu trữ với %n tensor</numerusform>
        </translation>
    </message>
    <message>
        <source>Shares storage with other tensors.</source>
        <translation>Dùng chung vùng lưu trữ với tensor khác.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Hiện</translation>
    </message>
    <message>
        <source>Show all values</source>
        <translation>Hiện mọi giá trị</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Hiện thư mục</translation>
    </message>
    <message>
        <source>Show in Explorer</source>
        <translation>Hiện trong Explorer</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>Hiện trong trình quản lý tệp</translation>
    </message>
    <message>
        <source>Show only the entries that match every term:</source>
        <translation>Chỉ hiện các mục khớp mọi điều kiện:</translation>
    </message>
    <message>
        <source>Show only the tensors that differ</source>
        <translation>Chỉ hiện các tensor khác nhau</translation>
    </message>
    <message>
        <source>Show output …</source>
        <translation>Hiện đầu ra …</translation>
    </message>
    <message>
        <source>Show the summary of the {subject} (Alt+Home)</source>
        <extracomment>Rows shown at first, and of what a filter found: levels are opened while they fit.</extracomment>
        <translation>Hiện tóm tắt của {subject} (Alt+Home)</translation>
    </message>
    <message>
        <source>Show values at [{index}]</source>
        <extracomment>Blue, through the colour of the ground, to red; readable with every common colour vision deficiency. Above and below the plot, for the half of the colour bar&apos;s first and last labels that stands out. What it is called when it is saved.</extracomment>
        <translation>Hiện giá trị tại [{index}]</translation>
    </message>
    <message>
        <source>Show values of {what}</source>
        <translation>Hiện giá trị của {what}</translation>
    </message>
    <message>
        <source>Show {folder} in the file manager</source>
        <translation>Hiện {folder} trong trình quản lý tệp</translation>
    </message>
    <message>
        <source>Show {what}; cells that differ are marked</source>
        <translation>Hiện {what}; các ô khác nhau được đánh dấu</translation>
    </message>
    <message>
        <source>Single file</source>
        <extracomment>Sizes offered for shards, as people write them; the first is none at all.</extracomment>
        <translation>Một tệp</translation>
    </message>
    <message>
        <source>Singular values above rounding error (dashed line)</source>
        <translation>Giá trị suy biến trên sai số làm tròn (đường đứt)</translation>
    </message>
    <message>
        <source>Singular values on a linear axis</source>
        <translation>Giá trị suy biến trên trục tuyến tính</translation>
    </message>
    <message>
        <source>Singular values on a logarithmic axis: shows the tail</source>
        <translation>Giá trị suy biến trên trục log: thấy rõ phần đuôi</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Cỡ</translation>
    </message>
    <message>
        <source>Size by data type: {types}</source>
        <translation>Kích thước theo kiểu dữ liệu: {types}</translation>
    </message>
    <message>
        <source>Size by tensor</source>
        <translation>Kích thước theo tensor</translation>
    </message>
    <message>
        <source>Size by tensor: a rectangle for each tensor, its area proportional to its size</source>
        <translation>Kích thước theo tensor: mỗi tensor một hình chữ nhật, diện tích tỉ lệ với kích thước</translation>
    </message>
    <message>
        <source>Size of a group</source>
        <translation>Cỡ nhóm</translation>
    </message>
    <message>
        <source>Sizes by {source}.</source>
        <translation>Các kích thước theo {source}.</translation>
    </message>
    <message>
        <source>Smallest element</source>
        <translation>Phần tử nhỏ nhất</translation>
    </message>
    <message>
        <source>Solving for {side:,} singular values of {key}</source>
        <translation>Đang giải {side:,} giá trị suy biến của {key}</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Đã xảy ra lỗi</translation>
    </message>
    <message>
        <source>Sort r&amp;ows</source>
        <translation>Sắ&amp;p xếp dòng</translation>
    </message>
    <message>
        <source>Sorting the tensors</source>
        <translation>Đang sắp xếp tensor</translation>
    </message>
    <message>
        <source>Sorting the tree</source>
        <translation>Đang sắp xếp cây</translation>
    </message>
    <message>
        <source>Spectrum</source>
        <translation>Phổ</translation>
    </message>
    <message>
        <source>Split a larger file into shards of at most this size, with an index file (.safetensors only)</source>
        <translation>Chia tệp lớn thành các shard không quá cỡ này, kèm tệp chỉ mục (chỉ .safetensors)</translation>
    </message>
    <message>
        <source>Square root of the sum of squares</source>
        <translation>Căn của tổng bình phương</translation>
    </message>
    <message>
        <source>Squared Frobenius norm over squared spectral norm</source>
        <translation>Bình phương chuẩn Frobenius chia bình phương chuẩn phổ</translation>
    </message>
    <message>
        <source>Stable rank</source>
        <translation>Hạng ổn định</translation>
    </message>
    <message>
        <source>Stable-Baselines may run code that comes with the model, {named}; it was not looked at</source>
        <translation>Stable-Baselines có thể chạy mã đi kèm mô hình, {named}; mã đó chưa được xem xét</translation>
    </message>
    <message>
        <source>Stack of layers</source>
        <translation>Chồng tầng</translation>
    </message>
    <message>
        <source>Statistic plotted</source>
        <translation>Thống kê được vẽ</translation>
    </message>
    <message>
        <source>Statistics of each index</source>
        <translation>Thống kê của mỗi chỉ số</translation>
    </message>
    <message>
        <source>Statistics of the finite elements</source>
        <translation>Thống kê của các phần tử hữu hạn</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Std</source>
        <translation>Std</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Các bước</translation>
    </message>
    <message>
        <source>Stop after</source>
        <translation>Dừng sau</translation>
    </message>
    <message>
        <source>Stop trusting the selected code</source>
        <translation>Thôi tin mã đã chọn</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Lưu trữ</translation>
    </message>
    <message>
        <source>Storage size</source>
        <translation>Cỡ vùng lưu trữ</translation>
    </message>
    <message>
        <source>Storage {key} and all behind it can&apos;t be found: {reason}</source>
        <translation>Không tìm được vùng lưu trữ {key} và mọi thứ sau nó: {reason}</translation>
    </message>
    <message>
        <source>Strided view: not contiguous in the file.</source>
        <translation>View có stride: không liên tục trong tệp.</translation>
    </message>
    <message>
        <source>Strides</source>
        <translation>Stride</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Tóm tắt</translation>
    </message>
    <message>
        <source>Summary of the comparison</source>
        <extracomment>Rows and suggestions listed one by one.</extracomment>
        <translation>Tóm tắt so sánh</translation>
    </message>
    <message>
        <source>Summary of the {subject}</source>
        <translation>Tóm tắt của {subject}</translation>
    </message>
    <message>
        <source>Swap A and &amp;B</source>
        <translation>Đổ&amp;i chỗ A và B</translation>
    </message>
    <message>
        <source>Swap A and B</source>
        <translation>Đổi chỗ A và B</translation>
    </message>
    <message>
        <source>Takes minutes for a side of 8,192; the progress is below</source>
        <translation>Mất vài phút với cạnh 8.192; tiến độ ở bên dưới</translation>
    </message>
    <message>
        <source>Te&amp;xt size</source>
        <translation>Cỡ ch&amp;ữ</translation>
    </message>
    <message>
        <source>Tensor or file</source>
        <translation>Tensor hoặc tệp</translation>
    </message>
    <message>
        <source>Tensor under the mouse</source>
        <translation>Tensor dưới chuột</translation>
    </message>
    <message>
        <source>TensorFlow Lite</source>
        <translation>TensorFlow Lite</translation>
    </message>
    <message>
        <source>TensorFlow SavedModel</source>
        <translation>SavedModel của TensorFlow</translation>
    </message>
    <message>
        <source>TensorFlow checkpoint</source>
        <translation>Checkpoint TensorFlow</translation>
    </message>
    <message>
        <source>TensorFlow checkpoint (version 1)</source>
        <translation>Checkpoint TensorFlow (phiên bản 1)</translation>
    </message>
    <message>
        <source>TensorFlow checkpoints</source>
        <translation>Các checkpoint TensorFlow</translation>
    </message>
    <message>
        <source>TensorFlow graph</source>
        <translation>Đồ thị TensorFlow</translation>
    </message>
    <message>
        <source>TensorFlow.js model</source>
        <translation>mô hình TensorFlow.js</translation>
    </message>
    <message>
        <source>Tensors</source>
        <extracomment>Columns shown at first; the others are a click away. Rows whose texts the widths of columns are taken from.</extracomment>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>Tensors and their numbers</source>
        <translation>Các tensor và số liệu</translation>
    </message>
    <message>
        <source>Tensors by steps</source>
        <translation>Tensor theo bước</translation>
    </message>
    <message>
        <source>Tensors of both checkpoints</source>
        <extracomment>The outlines of both histograms in a cell of some size, from its top left corner.</extracomment>
        <translation>Tensor của cả hai checkpoint</translation>
    </message>
    <message>
        <source>Tensors that changed most</source>
        <translation>Các tensor thay đổi nhiều nhất</translation>
    </message>
    <message>
        <source>Tensors that differ</source>
        <translation>Các tensor khác nhau</translation>
    </message>
    <message>
        <source>The .cfg {reason}</source>
        <translation>Tệp .cfg {reason}</translation>
    </message>
    <message>
        <source>The Keras Lambda layer {name} calls a function by its name, which Keras looks for where it is told to</source>
        <translation>Tầng Lambda {name} của Keras gọi một hàm theo tên, Keras sẽ tìm hàm đó ở nơi được chỉ định</translation>
    </message>
    <message>
        <source>The Keras Lambda layer {name} calls {called}, which can run code; it was not called</source>
        <translation>Lớp Keras Lambda {name} gọi {called}, có thể chạy mã; hàm đó đã không được gọi</translation>
    </message>
    <message>
        <source>The Keras Lambda layer {name} holds Python bytecode, which Keras would run; it was not run</source>
        <translation>Tầng Lambda {name} của Keras chứa bytecode Python mà Keras sẽ chạy; nó không được chạy</translation>
    </message>
    <message>
        <source>The adapter can&apos;t be measured: {error}.</source>
        <translation>Không đo được adapter: {error}.</translation>
    </message>
    <message>
        <source>The architecture can&apos;t be told: {error}.</source>
        <extracomment>The arguments that the file keeps for a class of the user&apos;s own, as they are typed. What the JSON files beside the weights say, and what a language model is like. What was found; None while it is looked for.</extracomment>
        <translation>Không nhận ra được kiến trúc: {error}.</translation>
    </message>
    <message>
        <source>The argument of {load_from_bytes} would be unpickled, and is no storage: {reason}</source>
        <translation>Đối số của {load_from_bytes} sẽ được unpickle, và không phải vùng lưu trữ: {reason}</translation>
    </message>
    <message>
        <source>The array</source>
        <translation>Mảng</translation>
    </message>
    <message>
        <source>The array at byte {position:,} {reason}</source>
        <translation>Mảng ở byte {position:,} {reason}</translation>
    </message>
    <message>
        <source>The array is followed by {value:,} more bytes</source>
        <translation>Sau mảng còn {value:,} byte nữa</translation>
    </message>
    <message>
        <source>The bytes of {shown} do not match their checksum: they were damaged or changed</source>
        <translation>Các byte của {shown} không khớp mã kiểm tra: chúng bị hỏng hoặc đã bị sửa</translation>
    </message>
    <message>
        <source>The chat template has {statement} in it, which reads another file</source>
        <translation>Mẫu trò chuyện có {statement}, câu lệnh đó đọc một tệp khác</translation>
    </message>
    <message>
        <source>The chat template reaches for {what}, which leads to running code; nothing was run</source>
        <translation>Chat template truy cập {what}, có thể dẫn tới chạy mã; không có gì đã chạy</translation>
    </message>
    <message>
        <source>The checkpoint {reason}; it was cut short or damaged, and parameters may be missing</source>
        <translation>Checkpoint {reason}; nó bị cắt cụt hoặc hỏng, có thể thiếu tham số</translation>
    </message>
    <message>
        <source>The checksum of {record} does not match: the file is damaged, or was written without checksums</source>
        <translation>Mã kiểm tra của {record} không khớp: tệp bị hỏng, hoặc được ghi mà không có mã kiểm tra</translation>
    </message>
    <message>
        <source>The clipboard holds no rows of an open checkpoint.</source>
        <extracomment>Which module an open checkpoint is of, as far as that was found.</extracomment>
        <translation>Bảng tạm không có dòng nào của checkpoint đang mở.</translation>
    </message>
    <message>
        <source>The configuration asks for code from elsewhere to be trusted; there is no need to follow it</source>
        <translation>Cấu hình yêu cầu tin tưởng mã từ nơi khác; không cần làm theo</translation>
    </message>
    <message>
        <source>The configuration has Keras call {name}, which reaches files or runs code; it was not called</source>
        <translation>Cấu hình bảo Keras gọi {name}, hàm này truy cập tệp hoặc chạy mã; nó không được gọi</translation>
    </message>
    <message>
        <source>The configuration has more than can be shown; the first {values} are</source>
        <translation>Cấu hình có nhiều hơn mức hiển thị được; ở đây là {values} đầu tiên</translation>
    </message>
    <message>
        <source>The configuration has {name} called, which can run code</source>
        <translation>Cấu hình khiến {name} được gọi, có thể chạy mã</translation>
    </message>
    <message>
        <source>The configuration names {name}, which is not part of Keras and would be imported; it was not imported</source>
        <translation>Cấu hình nêu {name}, không thuộc Keras và sẽ bị import; nó không được import</translation>
    </message>
    <message>
        <source>The configuration of the model is not valid JSON ({error})</source>
        <translation>Cấu hình của mô hình không phải JSON hợp lệ ({error})</translation>
    </message>
    <message>
        <source>The configuration of the model would take too much memory, and is not shown</source>
        <translation>Cấu hình của mô hình sẽ chiếm quá nhiều bộ nhớ nên không được hiển thị</translation>
    </message>
    <message>
        <source>The constants of this model are in {name}, which is not beside it</source>
        <translation>Hằng số của mô hình này ở trong {name}, không có bên cạnh nó</translation>
    </message>
    <message>
        <source>The content of a PyTorch file was zipped again by another program; torch.load wants its records and a version below one folder</source>
        <translation>Nội dung của một tệp PyTorch đã bị một chương trình khác nén zip lại; torch.load cần các bản ghi và một version dưới cùng một thư mục</translation>
    </message>
    <message>
        <source>The cosine of the angle between a and b</source>
        <translation>Cosin của góc giữa a và b</translation>
    </message>
    <message>
        <source>The data of {tensors} is said to be in {shown}, outside the model&apos;s folder; it was not opened</source>
        <translation>Dữ liệu của {tensors} được khai là ở {shown}, ngoài thư mục của mô hình; nó không được mở</translation>
    </message>
    <message>
        <source>The description names {name}, which can run code</source>
        <translation>Bản mô tả nêu {name}, có thể chạy mã</translation>
    </message>
    <message>
        <source>The description names {unknown_objects}, first {unknown}</source>
        <translation>Bản mô tả nêu {unknown_objects}, đầu tiên là {unknown}</translation>
    </message>
    <message>
        <source>The difference has rank {rank} (of {most}), up to rounding: a low-rank update</source>
        <translation>Hiệu có hạng {rank} (trên {most}), sai khác do làm tròn: một cập nhật hạng thấp</translation>
    </message>
    <message>
        <source>The dtypes differ; the values are equal.</source>
        <translation>Kiểu dữ liệu khác nhau; giá trị bằng nhau.</translation>
    </message>
    <message>
        <source>The dtypes differ; there are no elements to compare.</source>
        <translation>Kiểu dữ liệu khác nhau; không có phần tử để so sánh.</translation>
    </message>
    <message>
        <source>The exact histogram is being computed</source>
        <translation>Đang tính biểu đồ tần suất chính xác</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Tệp</translation>
    </message>
    <message>
        <source>The file begins with {version} instead of PK, as GPT-SoVITS writes it; torch.load wants PK</source>
        <translation>Tệp bắt đầu bằng {version} thay vì PK, như GPT-SoVITS ghi; torch.load đòi PK</translation>
    </message>
    <message>
        <source>The file can&apos;t be read: {reason}</source>
        <translation>Không đọc được tệp: {reason}</translation>
    </message>
    <message>
        <source>The file ends inside storage {key}: it is cut off, and tensors from there on can&apos;t be read</source>
        <translation>Tệp kết thúc bên trong vùng lưu trữ {key}: nó bị cắt cụt, không đọc được các tensor từ đó trở đi</translation>
    </message>
    <message>
        <source>The file has {nbytes:,} of {end:,} bytes: its end is missing</source>
        <translation>Tệp có {nbytes:,} trên {end:,} byte: thiếu phần cuối</translation>
    </message>
    <message>
        <source>The file has {there:,} of {count:,} words: its end is missing or damaged</source>
        <translation>Tệp có {there:,} trên {count:,} từ: phần cuối bị thiếu hoặc hỏng</translation>
    </message>
    <message>
        <source>The file holds {functions} of Lua as bytecode, which Torch7 would load; nothing was run</source>
        <translation>Tệp chứa {functions} của Lua dạng bytecode, mà Torch7 sẽ nạp; không có gì được chạy</translation>
    </message>
    <message>
        <source>The file looks incomplete. Copy or download it again.</source>
        <translation>Tệp có vẻ không đầy đủ. Hãy sao chép hoặc tải lại.</translation>
    </message>
    <message>
        <source>The file may be fine; this version can&apos;t read it.</source>
        <translation>Tệp có thể vẫn tốt; phiên bản này không đọc được.</translation>
    </message>
    <message>
        <source>The file may have been moved or deleted.</source>
        <translation>Tệp có thể đã bị dời hoặc xóa.</translation>
    </message>
    <message>
        <source>The file says that it is {arch}, but {error}</source>
        <translation>Tệp khai là {arch}, nhưng {error}</translation>
    </message>
    <message>
        <source>The file {reason}; sums of {value:,} weights may be missing</source>
        <translation>Tệp {reason}; có thể thiếu tổng của {value:,} trọng số</translation>
    </message>
    <message>
        <source>The files were not compared.</source>
        <translation>Các tệp chưa được so sánh.</translation>
    </message>
    <message>
        <source>The first NaN is at {index}.</source>
        <translation>NaN đầu tiên ở {index}.</translation>
    </message>
    <message>
        <source>The first infinity is at {index}.</source>
        <translation>Giá trị vô cùng đầu tiên ở {index}.</translation>
    </message>
    <message>
        <source>The first {count:,} of {total:,} bytes</source>
        <translation>{count:,} byte đầu trong {total:,} byte</translation>
    </message>
    <message>
        <source>The first {count:,} of {total:,} characters</source>
        <translation>{count:,} ký tự đầu trong {total:,} ký tự</translation>
    </message>
    <message>
        <source>The format {name} of {distribution} {problem}</source>
        <translation>Định dạng {name} của {distribution} {problem}</translation>
    </message>
    <message>
        <source>The format {name} of {whose} has the name of one of this program; it is not used</source>
        <translation>Định dạng {name} của {whose} trùng tên với định dạng của chương trình này; nó không được dùng</translation>
    </message>
    <message>
        <source>The graph has the operation {name} {times}, which {what} when the model runs; nothing was run</source>
        <translation>Đồ thị có phép toán {name} {times}, phép này {what} khi mô hình chạy; không có gì đã chạy</translation>
    </message>
    <message>
        <source>The graph has the operation {name}, which reads a file when the model runs</source>
        <translation>Đồ thị có phép toán {name}, phép này đọc một tệp khi mô hình chạy</translation>
    </message>
    <message>
        <source>The graph has {operators} of {shown}, whose code is not in the file and is not known</source>
        <translation>Đồ thị có {operators} của {shown}, mà mã của chúng không có trong tệp và không được biết</translation>
    </message>
    <message>
        <source>The graph {reason}; it was cut short or damaged, and constants may be missing</source>
        <translation>Đồ thị {reason}; nó bị cắt cụt hoặc hỏng, có thể thiếu hằng số</translation>
    </message>
    <message>
        <source>The history of {name} was not read to its end.</source>
        <translation>Lịch sử của {name} chưa được đọc hết.</translation>
    </message>
    <message>
        <source>The input</source>
        <translation>Đầu vào</translation>
    </message>
    <message>
        <source>The interpreter</source>
        <translation>Trình thông dịch</translation>
    </message>
    <message>
        <source>The item {name}: {reason}</source>
        <translation>Mục {name}: {reason}</translation>
    </message>
    <message>
        <source>The language changes when the program is started again.</source>
        <translation>Ngôn ngữ thay đổi khi khởi động lại chương trình.</translation>
    </message>
    <message>
        <source>The largest |b - a|</source>
        <translation>|b - a| lớn nhất</translation>
    </message>
    <message>
        <source>The layer {where} ({kind}) {reason}; the weights from there on are not shown</source>
        <translation>Tầng {where} ({kind}) {reason}; trọng số từ đó trở đi không được hiển thị</translation>
    </message>
    <message>
        <source>The list of storage keys is not a list of names</source>
        <translation>Danh sách khóa của các vùng lưu trữ không phải danh sách tên</translation>
    </message>
    <message>
        <source>The maximum is at {index}.</source>
        <translation>Giá trị lớn nhất ở {index}.</translation>
    </message>
    <message>
        <source>The mean of |b - a|</source>
        <translation>Trung bình của |b - a|</translation>
    </message>
    <message>
        <source>The minimum is at {index}.</source>
        <translation>Giá trị nhỏ nhất ở {index}.</translation>
    </message>
    <message>
        <source>The model has layers {kind} of {operators}, whose code is not in the file and is not known</source>
        <translation>Mô hình có các lớp {kind} của {operators}, mà mã của chúng không có trong tệp và không được biết</translation>
    </message>
    <message>
        <source>The model has the custom operator {shown}, whose code is not in the file and is not known</source>
        <translation>Mô hình có toán tử tùy chỉnh {shown}, mà mã của nó không có trong tệp và không được biết</translation>
    </message>
    <message>
        <source>The model has the operation {operation}, which {what} when the model runs; nothing was run</source>
        <translation>Mô hình có phép toán {operation}, phép này {what} khi mô hình chạy; không có gì được chạy</translation>
    </message>
    <message>
        <source>The model names no operator sets, as every model does: it was cut short, and tensors may be missing</source>
        <translation>Mô hình không nêu tập toán tử nào, trong khi mô hình nào cũng có: nó bị cắt cụt, có thể thiếu tensor</translation>
    </message>
    <message>
        <source>The model {reason}; it was cut short or damaged, and layers may be missing</source>
        <translation>Mô hình {reason}; nó bị cắt cụt hoặc hỏng, có thể thiếu tầng</translation>
    </message>
    <message>
        <source>The model {reason}; it was cut short or damaged, and tensors may be missing</source>
        <translation>Mô hình {reason}; nó bị cắt cụt hoặc hỏng, có thể thiếu tensor</translation>
    </message>
    <message>
        <source>The most tokens that it was made for</source>
        <translation>Số token nhiều nhất mà mô hình được thiết kế</translation>
    </message>
    <message>
        <source>The outputs have the shapes {shapes}, those of {where} {wanted}</source>
        <translation>Đầu ra có shape {shapes}, của {where} là {wanted}</translation>
    </message>
    <message>
        <source>The parameters of this program are in {stem}.pdiparams, which is not beside it</source>
        <translation>Tham số của chương trình này ở trong {stem}.pdiparams, không có bên cạnh nó</translation>
    </message>
    <message>
        <source>The parts have {tensors} of the {promised:,} that their headers promise</source>
        <translation>Các phần có {tensors} trên {promised:,} mà header của chúng khai</translation>
    </message>
    <message>
        <source>The parts of {path} do not fit each other: {reason}</source>
        <translation>Các phần của {path} không khớp nhau: {reason}</translation>
    </message>
    <message>
        <source>The pickle calls builtins.eval on an expression; nothing was run</source>
        <translation>Pickle gọi builtins.eval trên một biểu thức; không có gì đã chạy</translation>
    </message>
    <message>
        <source>The pickle calls what it computed, which may be anything; nothing was run</source>
        <translation>Pickle gọi thứ do chính nó tính ra, có thể là bất cứ gì; không có gì đã chạy</translation>
    </message>
    <message>
        <source>The pickle calls {name} on a generator, which runs it when it is loaded</source>
        <translation>Pickle gọi {name} trên một generator, generator này chạy khi được nạp</translation>
    </message>
    <message>
        <source>The pickle calls {name} on an object of {made}, whose code gives its items; nothing was run</source>
        <translation>Pickle gọi {name} trên một đối tượng {made}, mã của đối tượng này cho ra các phần tử; không có gì đã chạy</translation>
    </message>
    <message>
        <source>The pickle calls {name} with a huge number, which would eat memory or time when it is loaded</source>
        <translation>Pickle gọi {name} với một số khổng lồ, sẽ ngốn bộ nhớ hoặc thời gian khi được nạp</translation>
    </message>
    <message>
        <source>The pickle calls {name}, a class of a library that this program does not know, with what may be a path, a command or code; nothing was run</source>
        <translation>Pickle gọi {name}, một class của thư viện mà chương trình này không biết, với thứ có thể là đường dẫn, lệnh hoặc mã; không có gì đã chạy</translation>
    </message>
    <message>
        <source>The pickle calls {name}, a function this program does not know; nothing was run</source>
        <translation>Pickle gọi {name}, một hàm mà chương trình này không biết; không có gì đã chạy</translation>
    </message>
    <message>
        <source>The pickle calls {name}, which calls what it is given; nothing was run</source>
        <translation>Pickle gọi {name}, hàm này gọi thứ được đưa cho nó; không có gì đã chạy</translation>
    </message>
    <message>
        <source>The pickle calls {name}, which opens files or connections, or starts programs; nothing was run</source>
        <translation>Pickle gọi {name}, hàm này mở tệp hoặc kết nối, hoặc khởi chạy chương trình; không có gì đã chạy</translation>
    </message>
    <message>
        <source>The pickle changes {name} after making it: the values shown are not those that load</source>
        <translation>Pickle thay đổi {name} sau khi tạo: giá trị hiển thị không phải giá trị được nạp</translation>
    </message>
    <message>
        <source>The pickle changes {name} itself, for the whole process that loads it; nothing was run</source>
        <translation>Pickle thay đổi chính {name}, cho cả tiến trình nạp nó; không có gì đã chạy</translation>
    </message>
    <message>
        <source>The pickle gives an object a {name} of its own, and has it called; nothing was run</source>
        <translation>Pickle gán cho một đối tượng {name} riêng, và khiến nó được gọi; không có gì đã chạy</translation>
    </message>
    <message>
        <source>The pickle hands {name} to other code, which may call it; nothing was run</source>
        <translation>Pickle đưa {name} cho mã khác, mã đó có thể gọi nó; không có gì đã chạy</translation>
    </message>
    <message>
        <source>The pickle holds an object that contains itself</source>
        <translation>Pickle chứa một đối tượng chứa chính nó</translation>
    </message>
    <message>
        <source>The pickle holds more than {most:,} entries; of the others only tensors are shown</source>
        <translation>Pickle chứa hơn {most:,} mục; phần còn lại chỉ hiển thị tensor</translation>
    </message>
    <message>
        <source>The pickle is nested deeper than {most} levels; the rest is not shown</source>
        <translation>Pickle lồng nhau sâu hơn {most} cấp; phần còn lại không được hiển thị</translation>
    </message>
    <message>
        <source>The pickle repeats shared parts more often than can be shown</source>
        <translation>Pickle lặp lại các phần dùng chung nhiều hơn mức hiển thị được</translation>
    </message>
    <message>
        <source>The pickle uses a list, dict or set as a dict key, which Python refuses</source>
        <translation>Pickle dùng list, dict hoặc set làm khóa của dict, Python từ chối điều này</translation>
    </message>
    <message>
        <source>The pickle&apos;s frames end inside opcodes, where loaders read it differently; nothing was run</source>
        <translation>Các frame của pickle kết thúc giữa opcode, nơi các trình nạp đọc khác nhau; không có gì đã chạy</translation>
    </message>
    <message>
        <source>The plan {sentence}.</source>
        <translation>Kế hoạch: {sentence}.</translation>
    </message>
    <message>
        <source>The program calls {shown}, of a library of operators that is not known</source>
        <translation>Chương trình gọi {shown}, thuộc một thư viện toán tử không được biết</translation>
    </message>
    <message>
        <source>The program calls {shown}, which reaches files when it runs; nothing was run</source>
        <translation>Chương trình gọi {shown}, truy cập tệp khi chạy; không có gì được chạy</translation>
    </message>
    <message>
        <source>The reference</source>
        <translation>Tham chiếu</translation>
    </message>
    <message>
        <source>The same object as {key}</source>
        <translation>Cùng đối tượng với {key}</translation>
    </message>
    <message>
        <source>The shapes differ, so elements can&apos;t be compared one by one.</source>
        <translation>Shape khác nhau, nên không thể so sánh từng phần tử.</translation>
    </message>
    <message>
        <source>The size of the text changes when the program is started again.</source>
        <translation>Cỡ chữ sẽ thay đổi khi khởi động lại chương trình.</translation>
    </message>
    <message>
        <source>The snapshot {name} can&apos;t be read: {reason}</source>
        <translation>Không đọc được snapshot {name}: {reason}</translation>
    </message>
    <message>
        <source>The spectral norm</source>
        <translation>Chuẩn phổ</translation>
    </message>
    <message>
        <source>The storage is larger than its tensors need.</source>
        <translation>Vùng lưu trữ lớn hơn mức các tensor của nó cần.</translation>
    </message>
    <message>
        <source>The tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>The tensor matches</source>
        <translation>Tensor khớp</translation>
    </message>
    <message>
        <source>The tensor matches, up to rounding</source>
        <translation>Tensor khớp, trừ sai số làm tròn</translation>
    </message>
    <message>
        <source>The value</source>
        <translation>Giá trị</translation>
    </message>
    <message>
        <source>The weights of the layers of kind {kind} are not read; the model has {count:,}</source>
        <translation>Trọng số của các lớp thuộc loại {kind} không được đọc; mô hình có {count:,}</translation>
    </message>
    <message>
        <source>The weights of this model are in {name}, which is not beside it</source>
        <translation>Trọng số của mô hình này ở trong {name}, không có bên cạnh nó</translation>
    </message>
    <message>
        <source>Them&amp;e</source>
        <translation>Gi&amp;ao diện</translation>
    </message>
    <message>
        <source>There are no tensors in {empty}.</source>
        <translation>Không có tensor trong {empty}.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>Không có tệp {path}.</translation>
    </message>
    <message>
        <source>There is none.</source>
        <translation>Không có.</translation>
    </message>
    <message>
        <source>These files can&apos;t be compared</source>
        <translation>Không so sánh được các tệp này</translation>
    </message>
    <message>
        <source>Thin this run…</source>
        <translation>Tỉa lần chạy này…</translation>
    </message>
    <message>
        <source>Thin {name}</source>
        <translation>Tỉa {name}</translation>
    </message>
    <message>
        <source>Thinning</source>
        <translation>Đang tỉa</translation>
    </message>
    <message>
        <source>This file can&apos;t be opened</source>
        <translation>Không mở được tệp này</translation>
    </message>
    <message>
        <source>This file is {number} of a model; others are found by names that end in -00001-of-{count}.gguf</source>
        <translation>Tệp này là {number} của một mô hình; các tệp khác được tìm theo tên kết thúc bằng -00001-of-{count}.gguf</translation>
    </message>
    <message>
        <source>This folder can&apos;t be opened</source>
        <translation>Không mở được thư mục này</translation>
    </message>
    <message>
        <source>This is no whole pickle: {reason}</source>
        <translation>Đây không phải pickle trọn vẹn: {reason}</translation>
    </message>
    <message>
        <source>This is shard {number} of {total} alone; open the folder for the whole model</source>
        <translation>Đây chỉ là shard {number} trên {total}; hãy mở thư mục để thấy cả mô hình</translation>
    </message>
    <message>
        <source>This is what one rank has: {key} is {shape} of {whole}; open the folder with the files of all ranks for whole tensors</source>
        <translation>Đây là phần của một rank: {key} là {shape} trên {whole}; hãy mở thư mục có tệp của mọi rank để thấy tensor trọn vẹn</translation>
    </message>
    <message>
        <source>This pair can&apos;t be compared: {reason}.</source>
        <translation>Không so sánh được cặp này: {reason}.</translation>
    </message>
    <message>
        <source>This tensor can&apos;t be read.</source>
        <translation>Không đọc được tensor này.</translation>
    </message>
    <message>
        <source>Tied embeddings by config.json; the file has a tensor for the output head all the same.</source>
        <translation>config.json cho biết embedding dùng chung; tuy vậy tệp vẫn có tensor cho output head.</translation>
    </message>
    <message>
        <source>Tied embeddings: the output head and the token embedding are one storage.</source>
        <extracomment>How the sizes are called: in configurations of transformers, the usual name first, and below an architecture in a GGUF (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md). What multi-head latent attention keeps of a token in each layer, in this many numbers: a compressed latent and the key&apos;s rotary part (https://arxiv.org/abs/2405.04434, section 2.1). Weights of which a token meets those of some experts only; shared experts, which it always meets, are called otherwise. The embeddings of tokens, those of positions and kinds of tokens, and the heads whose outputs are tokens, as keys end. The head has this name alone, without a prefix, in GGUF and in the files of Llama&apos;s authors. Models each of whose layers keeps keys and values of all tokens, if it has no window. Architectures of GGUF that have no head, in whose names these are.</extracomment>
        <translation>Embedding dùng chung: output head và token embedding là một storage.</translation>
    </message>
    <message>
        <source>Tied embeddings: the output head is the token embedding, and not stored again.</source>
        <translation>Embedding dùng chung: output head chính là token embedding và không được lưu thêm.</translation>
    </message>
    <message>
        <source>Tied in {tied} only: {keys} are one tensor in {tied}, and separate tensors in {other}.</source>
        <translation>Chỉ dùng chung trong {tied}: {keys} là một tensor trong {tied}, và là các tensor riêng trong {other}.</translation>
    </message>
    <message>
        <source>Tied in {tied} only: {keys} are one tensor in {tied}, and separate tensors with different values in {other}.</source>
        <translation>Chỉ dùng chung trong {tied}: {keys} là một tensor trong {tied}, và là các tensor riêng có giá trị khác nhau trong {other}.</translation>
    </message>
    <message>
        <source>Tied in {tied} only: {keys} are one tensor in {tied}, and separate tensors with equal values in {other}.</source>
        <extracomment>Keys that a sentence names.</extracomment>
        <translation>Chỉ dùng chung trong {tied}: {keys} là một tensor trong {tied}, và là các tensor riêng có giá trị bằng nhau trong {other}.</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>Giới hạn thời gian</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>Dung sai</translation>
    </message>
    <message>
        <source>Too many rows to expand at once; filter, or expand group by group.</source>
        <translation>Quá nhiều dòng để mở rộng cùng lúc; hãy lọc, hoặc mở từng nhóm.</translation>
    </message>
    <message>
        <source>Top-1 agreement</source>
        <translation>Tỉ lệ khớp top-1</translation>
    </message>
    <message>
        <source>Torch7 file</source>
        <translation>tệp Torch7</translation>
    </message>
    <message>
        <source>TorchScript for mobile</source>
        <translation>TorchScript cho thiết bị di động</translation>
    </message>
    <message>
        <source>TorchSharp state dict</source>
        <translation>State dict của TorchSharp</translation>
    </message>
    <message>
        <source>Training &amp;history …</source>
        <translation>Lịch sử &amp;huấn luyện …</translation>
    </message>
    <message>
        <source>Transposed?</source>
        <translation>Chuyển vị?</translation>
    </message>
    <message>
        <source>Trusted code</source>
        <translation>Mã được tin cậy</translation>
    </message>
    <message>
        <source>Try again</source>
        <extracomment>Values copied at once: text of some tens of megabytes. Tiles are read once painting has asked for all that are in sight. Makes what is shown of a slice.</extracomment>
        <translation>Thử lại</translation>
    </message>
    <message>
        <source>Two formats are called {name}, of {whose}; neither is used: uninstall one</source>
        <translation>Có hai định dạng tên {name}, của {whose}; không cái nào được dùng: hãy gỡ một cái</translation>
    </message>
    <message>
        <source>Two runs of the same file differ by at most {max_abs:,}; nothing to compare with</source>
        <translation>Hai lần chạy cùng một tệp khác nhau nhiều nhất {max_abs:,}; không có gì để so sánh</translation>
    </message>
    <message>
        <source>Two tensors are called {name}</source>
        <translation>Có hai tensor tên {name}</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Kiểu</translation>
    </message>
    <message>
        <source>UTF-16 text</source>
        <translation>Văn bản UTF-16</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>Undo the last edit (Ctrl+Z)</source>
        <translation>Hoàn tác thao tác vừa rồi (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Unexpected</source>
        <translation>Thừa</translation>
    </message>
    <message>
        <source>Unknown class; it was not imported.</source>
        <translation>Class lạ; không được import.</translation>
    </message>
    <message>
        <source>Unknown option: -P</source>
        <translation>Tùy chọn lạ: -P</translation>
    </message>
    <message>
        <source>Unsaved checkpoint</source>
        <extracomment>The question that is open.</extracomment>
        <translation>Checkpoint chưa lưu</translation>
    </message>
    <message>
        <source>Untied embeddings: the output head has a tensor of its own.</source>
        <translation>Embedding không dùng chung: output head có tensor riêng.</translation>
    </message>
    <message>
        <source>Value</source>
        <extracomment>Characters shown; the clipboard gets the same. A line is folded on screen where it is longer: Qt takes a second and more to lay out one of 200,000 characters. Elements of a container that is written out in full; pprint takes a while for each.</extracomment>
        <translation>Giá trị</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Giá trị</translation>
    </message>
    <message>
        <source>Values of the slice</source>
        <translation>Giá trị của lát cắt</translation>
    </message>
    <message>
        <source>Values on a logarithmic axis, linear about zero</source>
        <translation>Giá trị trên trục log, tuyến tính quanh 0</translation>
    </message>
    <message>
        <source>Values that differ</source>
        <translation>Các giá trị khác nhau</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Kiểm chứng</translation>
    </message>
    <message>
        <source>Verify</source>
        <extracomment>Beside the buttons the sentence is at least so wide, in pixels; where there is less room they stand below it.</extracomment>
        <translation>Kiểm chứng</translation>
    </message>
    <message>
        <source>Verify what is written as {arch}, and keep what it is and what it gives in the new file</source>
        <translation>Kiểm chứng những gì được ghi như {arch}, và lưu kiến trúc cùng đầu ra của nó trong tệp mới</translation>
    </message>
    <message>
        <source>Verify …</source>
        <translation>Kiểm chứng …</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>Đang kiểm chứng</translation>
    </message>
    <message>
        <source>Verifying as soon as the architecture is detected …</source>
        <translation>Sẽ kiểm chứng ngay khi nhận dạng xong kiến trúc …</translation>
    </message>
    <message>
        <source>Verifying …</source>
        <translation>Đang kiểm chứng …</translation>
    </message>
    <message>
        <source>Views of the selection</source>
        <translation>Các khung nhìn của mục đã chọn</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Từ vựng</translation>
    </message>
    <message>
        <source>What a cell shows of the values it covers</source>
        <extracomment>Makes the picture that is asked for, in a worker thread.</extracomment>
        <translation>Ô thể hiện gì của các giá trị mà nó phủ</translation>
    </message>
    <message>
        <source>What follows the first {value:,} pickles was not looked into</source>
        <translation>Phần sau {value:,} pickle đầu tiên chưa được xem</translation>
    </message>
    <message>
        <source>What follows {key} can&apos;t be read: {reason}</source>
        <translation>Không đọc được phần sau {key}: {reason}</translation>
    </message>
    <message>
        <source>What keys and values of a token take in 16 bits</source>
        <translation>Dung lượng key và value của một token ở 16 bit</translation>
    </message>
    <message>
        <source>What the cells are colored by</source>
        <extracomment>What the cells are colored by, by column and stack. While numbers come in only cells with new ones are looked at. of the tensors, if there are layers at all: entries may be very many</extracomment>
        <translation>Màu của ô theo</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Những gì đã làm</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Điều gì đã sai</translation>
    </message>
    <message>
        <source>What went wrong, maps and lines over the steps as one HTML page to share</source>
        <translation>Điều gì đã sai, bản đồ và đường qua các bước trong một trang HTML để chia sẻ</translation>
    </message>
    <message>
        <source>What {distribution} knows of pickles of {title} can&apos;t be used: {said}</source>
        <translation>Không dùng được những gì {distribution} biết về pickle của {title}: {said}</translation>
    </message>
    <message>
        <source>Where the largest difference is</source>
        <translation>Nơi có khác biệt lớn nhất</translation>
    </message>
    <message>
        <source>Width of the feed-forward layers</source>
        <translation>Độ rộng của các lớp feed-forward</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Cửa sổ</translation>
    </message>
    <message>
        <source>Within tolerance</source>
        <translation>Trong dung sai</translation>
    </message>
    <message>
        <source>Without the optimizer&apos;s files, save in the last checkpoint</source>
        <translation>Bỏ các tệp của optimizer, trừ ở checkpoint cuối</translation>
    </message>
    <message>
        <source>Write the base with the adapter merged into it, as PEFT merges it</source>
        <translation>Ghi mô hình gốc với adapter được gộp vào, như PEFT gộp</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Đang ghi báo cáo</translation>
    </message>
    <message>
        <source>Writing {key}</source>
        <translation>Đang ghi {key}</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <extracomment>What the folders of dragged files are called, before the number of the process. What a file takes beyond its tensors, and some for others. How often a name was promised: files of two drags lie in one folder, where the second must not replace the first.</extracomment>
        <translation>Đang ghi {name}</translation>
    </message>
    <message>
        <source>Writing {name} …</source>
        <translation>Đang ghi {name} …</translation>
    </message>
    <message>
        <source>Wrote {what} to {name}{shards}</source>
        <translation>Đã ghi {what} vào {name}{shards}</translation>
    </message>
    <message>
        <source>X.npy, .pt, .safetensors, or an image</source>
        <translation>X.npy, .pt, .safetensors, hoặc ảnh</translation>
    </message>
    <message>
        <source>XGBoost model</source>
        <translation>Mô hình XGBoost</translation>
    </message>
    <message>
        <source>XGBoost model (UBJSON)</source>
        <translation>Mô hình XGBoost (UBJSON)</translation>
    </message>
    <message>
        <source>Y.npy, .pt or .safetensors</source>
        <translation>Y.npy, .pt hoặc .safetensors</translation>
    </message>
    <message>
        <source>You hit a bug in this program. It keeps running; files you open are never changed.</source>
        <translation>Bạn gặp một lỗi của chương trình này. Nó vẫn chạy tiếp; các tệp bạn mở không bao giờ bị thay đổi.</translation>
    </message>
    <message>
        <source>You may not have permission to read it.</source>
        <translation>Có thể bạn không có quyền đọc nó.</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>Số 0</translation>
    </message>
    <message>
        <source>__metadata__ has a name twice; the first one is shown</source>
        <translation>__metadata__ có một tên hai lần; hiển thị cái đầu tiên</translation>
    </message>
    <message>
        <source>__metadata__ holds what is not text, which the safetensors library refuses</source>
        <translation>__metadata__ chứa thứ không phải văn bản, thư viện safetensors từ chối điều này</translation>
    </message>
    <message>
        <source>__metadata__ is not a map of text to text, and is not shown</source>
        <translation>__metadata__ không phải ánh xạ từ văn bản sang văn bản, nên không được hiển thị</translation>
    </message>
    <message>
        <source>a .npy file holds one array, not {tensors:,}; a .npz file holds several</source>
        <translation>tệp .npy chứa một mảng, không phải {tensors:,}; tệp .npz chứa được nhiều mảng</translation>
    </message>
    <message>
        <source>a BMP image</source>
        <translation>ảnh BMP</translation>
    </message>
    <message>
        <source>a CNTK model, which cntk.load_model reads and this version does not</source>
        <translation>mô hình CNTK, cntk.load_model đọc được còn phiên bản này thì không</translation>
    </message>
    <message>
        <source>a CatBoost model (JSON), which catboost.CatBoost().load_model reads and this version does not</source>
        <translation>mô hình CatBoost (JSON), catboost.CatBoost().load_model đọc được còn phiên bản này thì không</translation>
    </message>
    <message>
        <source>a CatBoost model, which catboost.CatBoost().load_model reads and this version does not</source>
        <translation>mô hình CatBoost, đọc được bằng catboost.CatBoost().load_model, phiên bản này thì không</translation>
    </message>
    <message>
        <source>a FAISS index, which faiss.read_index reads and this version does not</source>
        <translation>chỉ mục FAISS, faiss.read_index đọc được còn phiên bản này thì không</translation>
    </message>
    <message>
        <source>a GIF image</source>
        <translation>ảnh GIF</translation>
    </message>
    <message>
        <source>a Hailo executable (.hef), which HailoRT reads and this version does not</source>
        <translation>tệp thực thi Hailo (.hef), HailoRT đọc được còn phiên bản này thì không</translation>
    </message>
    <message>
        <source>a JPEG image</source>
        <translation>ảnh JPEG</translation>
    </message>
    <message>
        <source>a JSON file</source>
        <translation>tệp JSON</translation>
    </message>
    <message>
        <source>a Linux program or library (ELF)</source>
        <translation>chương trình hoặc thư viện Linux (ELF)</translation>
    </message>
    <message>
        <source>a LiteRT-LM bundle, which LiteRT-LM reads and this version does not</source>
        <translation>gói LiteRT-LM, LiteRT-LM đọc được còn phiên bản này thì không</translation>
    </message>
    <message>
        <source>a Matroska video</source>
        <translation>video Matroska</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>tài liệu PDF</translation>
    </message>
    <message>
        <source>a PMML model, which pypmml or R&apos;s pmml reads and this version does not</source>
        <translation>mô hình PMML, pypmml hoặc pmml của R đọc được còn phiên bản này thì không</translation>
    </message>
    <message>
        <source>a PNG image</source>
        <translation>ảnh PNG</translation>
    </message>
    <message>
        <source>a Parquet table</source>
        <translation>bảng Parquet</translation>
    </message>
    <message>
        <source>a PyTorch Mobile program as a FlatBuffer, which torch.jit.jit_module_from_flatbuffer reads and this version does not</source>
        <translation>một chương trình PyTorch Mobile ở dạng FlatBuffer, torch.jit.jit_module_from_flatbuffer đọc được còn phiên bản này thì không</translation>
    </message>
    <message>
        <source>a Python file or an installed module</source>
        <translation>tệp Python hoặc module đã cài</translation>
    </message>
    <message>
        <source>a Python path configuration file (.pth), which tells Python where modules are</source>
        <translation>tệp cấu hình đường dẫn Python (.pth), cho Python biết module ở đâu</translation>
    </message>
    <message>
        <source>a RAR archive</source>
        <translation>kho RAR</translation>
    </message>
    <message>
        <source>a SentencePiece tokenizer, which sentencepiece.SentencePieceProcessor reads; it holds no tensors</source>
        <translation>bộ tách từ SentencePiece, sentencepiece.SentencePieceProcessor đọc được; nó không chứa tensor</translation>
    </message>
    <message>
        <source>a TIFF image</source>
        <translation>ảnh TIFF</translation>
    </message>
    <message>
        <source>a TNN model, which TNN reads and this version does not</source>
        <translation>mô hình TNN, TNN đọc được còn phiên bản này thì không</translation>
    </message>
    <message>
        <source>a TensorRT engine, which only the TensorRT that built it reads; look at the ONNX file it was built from</source>
        <translation>engine TensorRT, chỉ TensorRT đã dựng nó mới đọc được; hãy xem tệp ONNX mà nó được dựng từ đó</translation>
    </message>
    <message>
        <source>a Vowpal Wabbit model, which vw -i reads and this version does not</source>
        <translation>mô hình Vowpal Wabbit, vw -i đọc được còn phiên bản này thì không</translation>
    </message>
    <message>
        <source>a WAV sound</source>
        <translation>âm thanh WAV</translation>
    </message>
    <message>
        <source>a WebP image</source>
        <translation>ảnh WebP</translation>
    </message>
    <message>
        <source>a Windows program or library</source>
        <translation>chương trình hoặc thư viện Windows</translation>
    </message>
    <message>
        <source>a block device</source>
        <translation>thiết bị khối</translation>
    </message>
    <message>
        <source>a call of {function} with arguments that are never written</source>
        <translation>một lời gọi {function} với đối số không bao giờ được ghi</translation>
    </message>
    <message>
        <source>a call of {function} without a tensor</source>
        <translation>một lời gọi {function} không có tensor</translation>
    </message>
    <message>
        <source>a character device</source>
        <translation>thiết bị ký tự</translation>
    </message>
    <message>
        <source>a column that its block of the data frame doesn&apos;t have</source>
        <translation>một cột mà khối của nó trong data frame không có</translation>
    </message>
    <message>
        <source>a continuation of an object header</source>
        <translation>phần tiếp của một object header</translation>
    </message>
    <message>
        <source>a file without a name can&apos;t be pickled</source>
        <translation>tệp không có tên thì không pickle được</translation>
    </message>
    <message>
        <source>a filter may have {max_terms} terms, this one has more</source>
        <translation>bộ lọc được có {max_terms} điều kiện, bộ lọc này có nhiều hơn</translation>
    </message>
    <message>
        <source>a filter on {column} works on the tensors of one file, not here</source>
        <translation>bộ lọc theo {column} chỉ dùng cho tensor của một tệp, không dùng ở đây</translation>
    </message>
    <message>
        <source>a folder of flax checkpoints</source>
        <translation>thư mục checkpoint flax</translation>
    </message>
    <message>
        <source>a git-LFS pointer{promised} that were never fetched (git lfs pull fetches them)</source>
        <translation>con trỏ git-LFS{promised} chưa được tải về (git lfs pull sẽ tải)</translation>
    </message>
    <message>
        <source>a global heap</source>
        <translation>một global heap</translation>
    </message>
    <message>
        <source>a histogram can&apos;t have the range {low} to {high}; it needs two finite numbers, the lower one first</source>
        <translation>biểu đồ tần suất không thể có khoảng {low} đến {high}; cần hai số hữu hạn, số nhỏ trước</translation>
    </message>
    <message>
        <source>a histogram has 1 to {max_bins:,} bins, not {bins:,}</source>
        <translation>biểu đồ tần suất có 1 đến {max_bins:,} khoảng, không phải {bins:,}</translation>
    </message>
    <message>
        <source>a line per role</source>
        <translation>mỗi vai trò một dòng</translation>
    </message>
    <message>
        <source>a line per tensor</source>
        <translation>mỗi tensor một dòng</translation>
    </message>
    <message>
        <source>a link of a kind of its own</source>
        <translation>liên kết thuộc loại riêng</translation>
    </message>
    <message>
        <source>a link to {strip} that was copied as text; copy the folder with its links</source>
        <translation>liên kết tới {strip} đã bị chép thành văn bản; hãy chép thư mục kèm các liên kết</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>một danh sách</translation>
    </message>
    <message>
        <source>a local heap</source>
        <translation>một local heap</translation>
    </message>
    <message>
        <source>a macOS folder view file (.DS_Store)</source>
        <translation>tệp hiển thị thư mục của macOS (.DS_Store)</translation>
    </message>
    <message>
        <source>a macOS program or Java class</source>
        <translation>chương trình macOS hoặc class Java</translation>
    </message>
    <message>
        <source>a macOS program or library</source>
        <translation>chương trình hoặc thư viện macOS</translation>
    </message>
    <message>
        <source>a member of the zip archive shares bytes with the one before it</source>
        <translation>một thành viên của kho zip dùng chung byte với thành viên trước nó</translation>
    </message>
    <message>
        <source>a model of llama2.c, which its program run reads and this version does not</source>
        <translation>mô hình của llama2.c, chương trình run của nó đọc được còn phiên bản này thì không</translation>
    </message>
    <message>
        <source>a module changes {key}, too</source>
        <translation>một module cũng thay đổi {key}</translation>
    </message>
    <message>
        <source>a module meets a base</source>
        <translation>một module gặp mô hình gốc</translation>
    </message>
    <message>
        <source>a named pipe</source>
        <translation>named pipe</translation>
    </message>
    <message>
        <source>a netCDF 3 file, which netCDF4.Dataset reads and this version does not</source>
        <translation>tệp netCDF 3, netCDF4.Dataset đọc được còn phiên bản này thì không</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>một số</translation>
    </message>
    <message>
        <source>a numpy dtype of more than 16 levels or {max_fields:,} fields</source>
        <translation>dtype của numpy hơn 16 cấp hoặc {max_fields:,} trường</translation>
    </message>
    <message>
        <source>a numpy dtype that numpy refuses</source>
        <translation>dtype mà numpy từ chối</translation>
    </message>
    <message>
        <source>a numpy scalar of a Python object</source>
        <translation>số vô hướng numpy chứa đối tượng Python</translation>
    </message>
    <message>
        <source>a numpy scalar without type and data</source>
        <translation>số vô hướng numpy không có kiểu và dữ liệu</translation>
    </message>
    <message>
        <source>a part of the tensor is in none of its files</source>
        <translation>một phần của tensor không có trong tệp nào</translation>
    </message>
    <message>
        <source>a pattern has at most {max_length:,} characters</source>
        <translation>một mẫu có tối đa {max_length:,} ký tự</translation>
    </message>
    <message>
        <source>a per-channel quantised tensor without its axis</source>
        <translation>tensor lượng tử hóa theo kênh mà không có trục</translation>
    </message>
    <message>
        <source>a per-channel quantised tensor without its scales</source>
        <translation>tensor lượng tử hóa theo kênh mà không có scale</translation>
    </message>
    <message>
        <source>a persistent id that is not (&apos;storage&apos;, class, key, location, size)</source>
        <translation>persistent id không có dạng (&apos;storage&apos;, class, khóa, vị trí, cỡ)</translation>
    </message>
    <message>
        <source>a piece of a tensor is larger than its file out of all proportion</source>
        <translation>một mảnh của tensor lớn hơn tệp của nó quá mức</translation>
    </message>
    <message>
        <source>a piece of shape {local}, where {sizes} is due to its rank</source>
        <translation>một mảnh có shape {local}, trong khi rank của nó phải có {sizes}</translation>
    </message>
    <message>
        <source>a piece of shape {shape} at {offsets} is outside a tensor of shape {shape2}</source>
        <translation>một mảnh có shape {shape} tại {offsets} nằm ngoài tensor có shape {shape2}</translation>
    </message>
    <message>
        <source>a pipeline of spaCy</source>
        <translation>pipeline của spaCy</translation>
    </message>
    <message>
        <source>a quantile is a number from 0 to 1, not {share}</source>
        <translation>phân vị là số từ 0 đến 1, không phải {share}</translation>
    </message>
    <message>
        <source>a quantised tensor whose scales have no data</source>
        <translation>tensor lượng tử hóa có scale không có dữ liệu</translation>
    </message>
    <message>
        <source>a regular expression on the key</source>
        <translation>biểu thức chính quy trên khóa</translation>
    </message>
    <message>
        <source>a rename rule has the form OLD=NEW, which {text} has not</source>
        <translation>quy tắc đổi tên có dạng OLD=NEW, {text} thì không</translation>
    </message>
    <message>
        <source>a repository of the Hugging Face Hub, or a file in it with /path behind</source>
        <translation>một kho trên Hugging Face Hub, hoặc một tệp trong đó với /đường-dẫn phía sau</translation>
    </message>
    <message>
        <source>a scalar of type {name} can&apos;t have {nbytes:,} bytes</source>
        <translation>số vô hướng kiểu {name} không thể có {nbytes:,} byte</translation>
    </message>
    <message>
        <source>a slice is missing, or is not a list of numbers</source>
        <translation>một lát cắt bị thiếu, hoặc không phải danh sách số</translation>
    </message>
    <message>
        <source>a slice needs a positive step</source>
        <translation>lát cắt cần bước dương</translation>
    </message>
    <message>
        <source>a sparse or nested tensor made of sparse or nested tensors</source>
        <translation>tensor thưa hoặc lồng được tạo từ tensor thưa hoặc lồng</translation>
    </message>
    <message>
        <source>a sparse or nested tensor without its parts</source>
        <translation>tensor thưa hoặc lồng thiếu các phần</translation>
    </message>
    <message>
        <source>a sparse tensor of shape {shape} can&apos;t have blocks of {value}</source>
        <translation>tensor thưa có shape {shape} không thể có khối {value}</translation>
    </message>
    <message>
        <source>a sparse tensor of the impossible shape {shape}</source>
        <translation>tensor thưa có shape không thể có {shape}</translation>
    </message>
    <message>
        <source>a sparse tensor of the layout {name}</source>
        <translation>tensor thưa với layout {name}</translation>
    </message>
    <message>
        <source>a sparse tensor of {nbytes} of elements can&apos;t be shown in its dense form</source>
        <translation>tensor thưa có {nbytes} phần tử không hiển thị được ở dạng đặc</translation>
    </message>
    <message>
        <source>a sparse tensor with repeated indices and a type that can&apos;t be summed</source>
        <translation>tensor thưa có chỉ số lặp và kiểu không cộng được</translation>
    </message>
    <message>
        <source>a storage of the unknown class {name}</source>
        <translation>vùng lưu trữ thuộc class lạ {name}</translation>
    </message>
    <message>
        <source>a storage whose key is neither text nor a number</source>
        <translation>vùng lưu trữ có khóa không phải văn bản cũng không phải số</translation>
    </message>
    <message>
        <source>a storage without its class</source>
        <translation>vùng lưu trữ không có class</translation>
    </message>
    <message>
        <source>a structured numpy dtype without its fields</source>
        <translation>dtype có cấu trúc của numpy mà không có trường</translation>
    </message>
    <message>
        <source>a tar archive</source>
        <translation>kho tar</translation>
    </message>
    <message>
        <source>a tensor has the impossible shape {shape}</source>
        <translation>một tensor có shape không thể có {shape}</translation>
    </message>
    <message>
        <source>a tensor made from a tensor, made from a tensor, without an end</source>
        <translation>tensor tạo từ tensor, lại tạo từ tensor, không có hồi kết</translation>
    </message>
    <message>
        <source>a tensor of an untyped storage without a type</source>
        <translation>tensor của vùng lưu trữ không kiểu mà cũng không có kiểu</translation>
    </message>
    <message>
        <source>a tensor of the impossible shape {shape}</source>
        <translation>tensor có shape không thể có {shape}</translation>
    </message>
    <message>
        <source>a tensor of the shape {shape} with {scale:,} scales</source>
        <translation>tensor có shape {shape} với {scale:,} scale</translation>
    </message>
    <message>
        <source>a tensor of the unknown type {record}</source>
        <translation>tensor thuộc kiểu lạ {record}</translation>
    </message>
    <message>
        <source>a tensor of type {dtype} has a piece of type {dtype2}</source>
        <translation>tensor kiểu {dtype} có một mảnh kiểu {dtype2}</translation>
    </message>
    <message>
        <source>a tensor of {axes} axes</source>
        <translation>tensor có {axes} trục</translation>
    </message>
    <message>
        <source>a tensor of {record:,} axes; at most {max_axes} can be shown</source>
        <translation>tensor có {record:,} trục; nhiều nhất hiển thị được {max_axes}</translation>
    </message>
    <message>
        <source>a tensor of {shape} sizes and {strides} strides</source>
        <translation>tensor có {shape} cỡ và {strides} stride</translation>
    </message>
    <message>
        <source>a tensor quantised by {quantizer}</source>
        <translation>tensor lượng tử hóa bằng {quantizer}</translation>
    </message>
    <message>
        <source>a tensor quantised in {shape:,} channels</source>
        <translation>tensor lượng tử hóa theo {shape:,} kênh</translation>
    </message>
    <message>
        <source>a tensor reaches byte {value:,} of a storage of {nbytes:,}</source>
        <translation>tensor chạm tới byte {value:,} của vùng lưu trữ {nbytes:,} byte</translation>
    </message>
    <message>
        <source>a tensor reaches element {value} of a storage of {numel:,}</source>
        <translation>tensor chạm tới phần tử {value} của vùng lưu trữ {numel:,} phần tử</translation>
    </message>
    <message>
        <source>a tensor with the impossible offset {offset}</source>
        <translation>tensor có offset không thể có {offset}</translation>
    </message>
    <message>
        <source>a tensor with {pairs:,} attributes</source>
        <translation>tensor có {pairs:,} thuộc tính</translation>
    </message>
    <message>
        <source>a tensor without a storage</source>
        <translation>tensor không có vùng lưu trữ</translation>
    </message>
    <message>
        <source>a text file</source>
        <translation>tệp văn bản</translation>
    </message>
    <message>
        <source>a tokenizer (JSON), which tokenizers.Tokenizer.from_file reads; it holds no tensors</source>
        <translation>bộ tách từ (JSON), tokenizers.Tokenizer.from_file đọc được; nó không chứa tensor</translation>
    </message>
    <message>
        <source>a torch distributed checkpoint</source>
        <translation>checkpoint phân tán của torch</translation>
    </message>
    <message>
        <source>a transformer layer with an activation of its own can&apos;t be rebuilt; give its code (--code)</source>
        <translation>tầng transformer có hàm kích hoạt riêng không dựng lại được; hãy đưa mã của nó (--code)</translation>
    </message>
    <message>
        <source>a view of a storage that is not (key, offset, size)</source>
        <translation>view của vùng lưu trữ không có dạng (khóa, offset, cỡ)</translation>
    </message>
    <message>
        <source>a view of a storage that is not (key, root key, offset, size)</source>
        <translation>view của vùng lưu trữ không có dạng (khóa, khóa gốc, offset, cỡ)</translation>
    </message>
    <message>
        <source>a view of a storage without offset and size</source>
        <translation>view của vùng lưu trữ mà không có offset và cỡ</translation>
    </message>
    <message>
        <source>a view of storage {root}, which is not in the file</source>
        <translation>view của vùng lưu trữ {root}, không có trong tệp</translation>
    </message>
    <message>
        <source>a web page (HTML), perhaps an error message saved under this name</source>
        <translation>trang web (HTML), có lẽ là thông báo lỗi được lưu dưới tên này</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>một số nguyên</translation>
    </message>
    <message>
        <source>a whole tensor replaces one of a base</source>
        <translation>cả một tensor thay thế một tensor của mô hình gốc</translation>
    </message>
    <message>
        <source>a zip archive of {members} ({names})</source>
        <translation>kho zip gồm {members} ({names})</translation>
    </message>
    <message>
        <source>a zip archive of {members} ({names}, ...)</source>
        <translation>kho zip gồm {members} ({names}, ...)</translation>
    </message>
    <message>
        <source>a zip archive with something else in front of it</source>
        <translation>kho zip có thứ khác đứng trước</translation>
    </message>
    <message>
        <source>a zip member can&apos;t be decompressed</source>
        <translation>không giải nén được một thành viên zip</translation>
    </message>
    <message>
        <source>a zip member has the unknown compression method {method}</source>
        <translation>một thành viên zip có cách nén lạ {method}</translation>
    </message>
    <message>
        <source>a zip64 field is shorter than the sizes it stands for</source>
        <translation>một trường zip64 ngắn hơn các kích thước mà nó thay cho</translation>
    </message>
    <message>
        <source>absolute</source>
        <translation>tuyệt đối</translation>
    </message>
    <message>
        <source>addresses with {scheme}:// need fsspec: pip install fsspec</source>
        <translation>địa chỉ dạng {scheme}:// cần fsspec: pip install fsspec</translation>
    </message>
    <message>
        <source>addresses with {scheme}:// need more: {error}</source>
        <translation>địa chỉ dạng {scheme}:// cần thêm: {error}</translation>
    </message>
    <message>
        <source>all</source>
        <translation>tất cả</translation>
    </message>
    <message>
        <source>all but the tails</source>
        <translation>tất cả trừ phần đuôi</translation>
    </message>
    <message>
        <source>all roles</source>
        <translation>mọi vai trò</translation>
    </message>
    <message>
        <source>all safe</source>
        <translation>tất cả an toàn</translation>
    </message>
    <message>
        <source>all steps</source>
        <translation>mọi bước</translation>
    </message>
    <message>
        <source>all zero</source>
        <translation>toàn số 0</translation>
    </message>
    <message>
        <source>all {keys:,} keys fit</source>
        <translation>cả {keys:,} khóa đều khớp</translation>
    </message>
    <message>
        <source>all {matched}</source>
        <translation>tất cả {matched}</translation>
    </message>
    <message>
        <source>alpha {value}</source>
        <translation>alpha {value}</translation>
    </message>
    <message>
        <source>also gs:// and az://; needs the extra remote</source>
        <translation>cả gs:// và az://; cần phần bổ sung remote</translation>
    </message>
    <message>
        <source>also in {name}; shown from another shard</source>
        <translation>cũng có trong {name}; hiển thị từ shard khác</translation>
    </message>
    <message>
        <source>an Annoy index, which annoy.AnnoyIndex reads and this version does not</source>
        <translation>chỉ mục Annoy, annoy.AnnoyIndex đọc được còn phiên bản này thì không</translation>
    </message>
    <message>
        <source>an Arrow table</source>
        <translation>bảng Arrow</translation>
    </message>
    <message>
        <source>an Ascend model (.om), which Huawei&apos;s CANN reads and this version does not</source>
        <translation>mô hình Ascend (.om), CANN của Huawei đọc được còn phiên bản này thì không</translation>
    </message>
    <message>
        <source>an ExecuTorch program, which executorch.runtime reads and this version does not</source>
        <translation>chương trình ExecuTorch, đọc được bằng executorch.runtime, phiên bản này thì không</translation>
    </message>
    <message>
        <source>an MNN model, which MNN.Interpreter reads and this version does not</source>
        <translation>mô hình MNN, MNN.Interpreter đọc được còn phiên bản này thì không</translation>
    </message>
    <message>
        <source>an MP3 sound</source>
        <translation>âm thanh MP3</translation>
    </message>
    <message>
        <source>an MP4 video or similar</source>
        <translation>video MP4 hoặc tương tự</translation>
    </message>
    <message>
        <source>an ONNX Runtime model, which onnxruntime.InferenceSession reads and this version does not</source>
        <translation>mô hình ONNX Runtime, đọc được bằng onnxruntime.InferenceSession, phiên bản này thì không</translation>
    </message>
    <message>
        <source>an ONNX graph</source>
        <translation>đồ thị ONNX</translation>
    </message>
    <message>
        <source>an Ogg sound or video</source>
        <translation>âm thanh hoặc video Ogg</translation>
    </message>
    <message>
        <source>an R object (.rds), which readRDS reads and this version does not</source>
        <translation>đối tượng R (.rds), readRDS đọc được còn phiên bản này thì không</translation>
    </message>
    <message>
        <source>an R workspace (.RData), which R&apos;s load reads and this version does not</source>
        <translation>không gian làm việc R (.RData), load của R đọc được còn phiên bản này thì không</translation>
    </message>
    <message>
        <source>an RKNN model, which Rockchip&apos;s rknn-toolkit2 reads and this version does not</source>
        <translation>mô hình RKNN, đọc được bằng rknn-toolkit2 của Rockchip, phiên bản này thì không</translation>
    </message>
    <message>
        <source>an SQLite database</source>
        <translation>cơ sở dữ liệu SQLite</translation>
    </message>
    <message>
        <source>an XGBoost model in the binary form, which XGBoost before 3.1 reads and saves as JSON or UBJSON</source>
        <translation>mô hình XGBoost ở dạng nhị phân, XGBoost trước 3.1 đọc được và lưu lại thành JSON hoặc UBJSON</translation>
    </message>
    <message>
        <source>an XML file</source>
        <translation>tệp XML</translation>
    </message>
    <message>
        <source>an adapter is no module of its own: merge it with {whose} and verify that</source>
        <translation>adapter tự nó không phải một module: hãy gộp nó với {whose} rồi kiểm chứng</translation>
    </message>
    <message>
        <source>an architecture is kept with the tensors of one checkpoint</source>
        <translation>kiến trúc được lưu kèm tensor của một checkpoint</translation>
    </message>
    <message>
        <source>an architecture is written with outputs on seeded noise, not on a file</source>
        <translation>kiến trúc được ghi kèm đầu ra trên nhiễu có seed, không phải trên một tệp</translation>
    </message>
    <message>
        <source>an array buffer of {axes} axes with the axis order {order}</source>
        <translation>bộ đệm mảng có {axes} trục với thứ tự trục {order}</translation>
    </message>
    <message>
        <source>an array buffer without its four arguments</source>
        <translation>bộ đệm mảng thiếu bốn đối số</translation>
    </message>
    <message>
        <source>an array holds a {name} instead of bytes</source>
        <translation>mảng chứa {name} thay cho byte</translation>
    </message>
    <message>
        <source>an array of Arrow whose parts contradict each other</source>
        <translation>mảng Arrow có các phần mâu thuẫn nhau</translation>
    </message>
    <message>
        <source>an array of MXNet is followed by {remaining:,} bytes</source>
        <translation>sau mảng MXNet còn {remaining:,} byte</translation>
    </message>
    <message>
        <source>an array of Python objects holds raw bytes instead of objects</source>
        <translation>mảng đối tượng Python chứa byte thô thay cho đối tượng</translation>
    </message>
    <message>
        <source>an array of Python objects is pickled as something else</source>
        <translation>mảng đối tượng Python được pickle như thứ khác</translation>
    </message>
    <message>
        <source>an array of shape {shape} and type {kind} can&apos;t have {nbytes:,} bytes</source>
        <translation>mảng có shape {shape} và kiểu {kind} không thể có {nbytes:,} byte</translation>
    </message>
    <message>
        <source>an array of the impossible shape {record}</source>
        <translation>mảng có shape không thể có {record}</translation>
    </message>
    <message>
        <source>an array without a numpy dtype</source>
        <translation>mảng không có dtype numpy</translation>
    </message>
    <message>
        <source>an array without its state</source>
        <translation>mảng không có trạng thái</translation>
    </message>
    <message>
        <source>an attribute</source>
        <translation>một thuộc tính</translation>
    </message>
    <message>
        <source>an axis of {count:,} can&apos;t be divided into groups of {size:,}</source>
        <translation>không chia được trục cỡ {count:,} thành các nhóm {size:,}</translation>
    </message>
    <message>
        <source>an element of text lies outside the bytes there are</source>
        <translation>một phần tử văn bản nằm ngoài các byte hiện có</translation>
    </message>
    <message>
        <source>an empty name is no file</source>
        <translation>tên rỗng không phải là tệp</translation>
    </message>
    <message>
        <source>an empty zip archive</source>
        <translation>kho zip rỗng</translation>
    </message>
    <message>
        <source>an exported PyTorch program</source>
        <translation>chương trình PyTorch đã xuất</translation>
    </message>
    <message>
        <source>an index of a sparse tensor points outside its shape {shape}</source>
        <translation>một chỉ số của tensor thưa trỏ ra ngoài shape {shape}</translation>
    </message>
    <message>
        <source>an index of chunks</source>
        <translation>một chỉ mục chunk</translation>
    </message>
    <message>
        <source>an input of shape {shape} is too large</source>
        <translation>đầu vào có shape {shape} quá lớn</translation>
    </message>
    <message>
        <source>an integer of {bit_length:,} bits</source>
        <translation>số nguyên {bit_length:,} bit</translation>
    </message>
    <message>
        <source>an item of the distributed checkpoint is not a torch file</source>
        <translation>một mục của checkpoint phân tán không phải tệp torch</translation>
    </message>
    <message>
        <source>an item of the distributed checkpoint is not the tensor that the index says it is</source>
        <translation>một mục của checkpoint phân tán không phải tensor mà chỉ mục nêu</translation>
    </message>
    <message>
        <source>an item of the distributed checkpoint is {dtype} {shape}, the index says {dtype2} {shape2}</source>
        <translation>một mục của checkpoint phân tán là {dtype} {shape}, chỉ mục lại nêu {dtype2} {shape2}</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>một đối tượng</translation>
    </message>
    <message>
        <source>an object array of shape {shape} without as many items</source>
        <translation>mảng đối tượng có shape {shape} không có đủ phần tử</translation>
    </message>
    <message>
        <source>an object header</source>
        <translation>một object header</translation>
    </message>
    <message>
        <source>an object header ends within a message</source>
        <translation>một object header kết thúc giữa một message</translation>
    </message>
    <message>
        <source>an object of Java, as Weka saves its models, which only the program that wrote it reads</source>
        <translation>đối tượng Java, như cách Weka lưu mô hình, chỉ chương trình đã ghi nó mới đọc được</translation>
    </message>
    <message>
        <source>an unknown number of bytes</source>
        <translation>số byte không rõ</translation>
    </message>
    <message>
        <source>an unknown numpy dtype {code}</source>
        <translation>dtype lạ của numpy {code}</translation>
    </message>
    <message>
        <source>an untyped storage in a file of torch 0.1</source>
        <translation>vùng lưu trữ không kiểu trong tệp của torch 0.1</translation>
    </message>
    <message>
        <source>and more</source>
        <translation>và nữa</translation>
    </message>
    <message>
        <source>and no</source>
        <translation>và không có</translation>
    </message>
    <message>
        <source>and {count:,} more</source>
        <extracomment>Element types listed; the structured types of a NumPy archive may each be one of their own.
----------
Entries that are named; the rest are counted. Beyond this nobody reads a tool tip, and printing a key takes long. Where the text of a notice begins, in pixels.</extracomment>
        <translation>và {count:,} mục nữa</translation>
    </message>
    <message>
        <source>and {rest}</source>
        <translation>và {rest}</translation>
    </message>
    <message>
        <source>and {value:,} more</source>
        <translation>và {value:,} nữa</translation>
    </message>
    <message>
        <source>another module changes {key}, too</source>
        <translation>một module khác cũng thay đổi {key}</translation>
    </message>
    <message>
        <source>any axis of this size</source>
        <translation>trục bất kỳ có cỡ này</translation>
    </message>
    <message>
        <source>any web server with range requests</source>
        <translation>máy chủ web bất kỳ có hỗ trợ range request</translation>
    </message>
    <message>
        <source>archive version</source>
        <translation>phiên bản kho lưu trữ</translation>
    </message>
    <message>
        <source>array bytes end inside a character</source>
        <translation>byte của mảng kết thúc giữa một ký tự</translation>
    </message>
    <message>
        <source>array bytes hold characters beyond latin-1</source>
        <translation>byte của mảng chứa ký tự ngoài latin-1</translation>
    </message>
    <message>
        <source>as closely as {rounding} rounding allows (at most {max_abs:,} apart)</source>
        <translation>trong mức làm tròn {rounding} cho phép (cách nhau nhiều nhất {max_abs:,})</translation>
    </message>
    <message>
        <source>as near as {types} allows under {rule}</source>
        <translation>gần như {types} cho phép theo {rule}</translation>
    </message>
    <message>
        <source>at step {step}: {value}</source>
        <translation>ở bước {step}: {value}</translation>
    </message>
    <message>
        <source>axes of an array</source>
        <translation>trục của một mảng</translation>
    </message>
    <message>
        <source>axis 0, rows ({size:,})</source>
        <translation>trục 0, hàng ({size:,})</translation>
    </message>
    <message>
        <source>axis 1, columns ({size:,})</source>
        <translation>trục 1, cột ({size:,})</translation>
    </message>
    <message>
        <source>axis {axis}</source>
        <translation>trục {axis}</translation>
    </message>
    <message>
        <source>axis {axis} ({size:,})</source>
        <extracomment>An axis beyond this one can&apos;t be chosen to be shown; boxes for each of a thousand axes would help nobody.</extracomment>
        <translation>trục {axis} ({size:,})</translation>
    </message>
    <message>
        <source>axis {axis} of {key} has {length:,} indices, more than are told apart</source>
        <translation>trục {axis} của {key} có {length:,} chỉ số, nhiều hơn mức phân biệt được</translation>
    </message>
    <message>
        <source>bad in model</source>
        <translation>hỏng trong mô hình</translation>
    </message>
    <message>
        <source>bad in optimizer</source>
        <translation>hỏng trong optimizer</translation>
    </message>
    <message>
        <source>became shorter on the server while it was read</source>
        <translation>bị ngắn đi trên máy chủ trong lúc đọc</translation>
    </message>
    <message>
        <source>before that it names {met}</source>
        <translation>trước đó nó nêu {met}</translation>
    </message>
    <message>
        <source>before that it names {met} and more</source>
        <translation>trước đó nó nêu {met} và nữa</translation>
    </message>
    <message>
        <source>begins like a {container} model, but after none of the headers known ({names}) is there a tensor</source>
        <translation>bắt đầu như mô hình {container}, nhưng sau không header nào đã biết ({names}) có tensor</translation>
    </message>
    <message>
        <source>begins with {zero_bytes}: it was not fully written or downloaded</source>
        <translation>bắt đầu bằng {zero_bytes}: chưa được ghi hoặc tải về trọn vẹn</translation>
    </message>
    <message>
        <source>behind the storages</source>
        <translation>phía sau các vùng lưu trữ</translation>
    </message>
    <message>
        <source>belongs to a wrapper without shape and type</source>
        <translation>thuộc về một lớp bọc không có shape và kiểu</translation>
    </message>
    <message>
        <source>beyond its end lie {more_tensors}, {missing:,} bytes are missing</source>
        <translation>sau điểm đó còn {more_tensors}, thiếu {missing:,} byte</translation>
    </message>
    <message>
        <source>bit field</source>
        <translation>trường bit</translation>
    </message>
    <message>
        <source>bit for bit</source>
        <translation>từng bit</translation>
    </message>
    <message>
        <source>bit-exact under {rule}</source>
        <translation>chính xác từng bit theo {rule}</translation>
    </message>
    <message>
        <source>buffers</source>
        <translation>buffer</translation>
    </message>
    <message>
        <source>by a given rule</source>
        <extracomment>Rules shown; of a model that was renamed throughout there may be as many as tensors. The others stay as they are.</extracomment>
        <translation>theo quy tắc đã cho</translation>
    </message>
    <message>
        <source>by at most {max_abs:,}</source>
        <translation>nhiều nhất {max_abs:,}</translation>
    </message>
    <message>
        <source>by canonical names</source>
        <translation>theo tên chuẩn</translation>
    </message>
    <message>
        <source>by equal content</source>
        <translation>theo nội dung giống nhau</translation>
    </message>
    <message>
        <source>by position in a list</source>
        <translation>theo vị trí trong danh sách</translation>
    </message>
    <message>
        <source>by stripping a prefix</source>
        <translation>bằng cách bỏ tiền tố</translation>
    </message>
    <message>
        <source>by the name of a neighbor</source>
        <translation>theo tên của mục lân cận</translation>
    </message>
    <message>
        <source>byte order</source>
        <translation>thứ tự byte</translation>
    </message>
    <message>
        <source>bytes {offset:,} to {value:,} lie outside a storage of {nbytes:,}</source>
        <translation>các byte {offset:,} đến {value:,} nằm ngoài vùng lưu trữ {nbytes:,} byte</translation>
    </message>
    <message>
        <source>can&apos;t be compared</source>
        <translation>không so sánh được</translation>
    </message>
    <message>
        <source>can&apos;t be decompressed into {folder}: {value}</source>
        <translation>không giải nén được vào {folder}: {value}</translation>
    </message>
    <message>
        <source>can&apos;t be deleted: {value}</source>
        <translation>không xóa được: {value}</translation>
    </message>
    <message>
        <source>can&apos;t be downloaded to {gettempdir}: {value}</source>
        <translation>không tải về {gettempdir} được: {value}</translation>
    </message>
    <message>
        <source>can&apos;t be fetched: the server answers with status {status}</source>
        <translation>không lấy được: máy chủ trả lời với trạng thái {status}</translation>
    </message>
    <message>
        <source>can&apos;t be fetched: {problem}</source>
        <translation>không lấy được: {problem}</translation>
    </message>
    <message>
        <source>can&apos;t be imported: {name}: {error}</source>
        <translation>không import được: {name}: {error}</translation>
    </message>
    <message>
        <source>can&apos;t be listed: web servers do not say what is in a folder</source>
        <translation>không liệt kê được: máy chủ web không cho biết trong thư mục có gì</translation>
    </message>
    <message>
        <source>can&apos;t be listed: {value}</source>
        <translation>không liệt kê được: {value}</translation>
    </message>
    <message>
        <source>can&apos;t be opened</source>
        <translation>không mở được</translation>
    </message>
    <message>
        <source>can&apos;t be opened: {value}</source>
        <translation>không mở được: {value}</translation>
    </message>
    <message>
        <source>can&apos;t be reached: {name}: {error}</source>
        <translation>không kết nối được: {name}: {error}</translation>
    </message>
    <message>
        <source>can&apos;t be reached: {strip}</source>
        <translation>không kết nối được: {strip}</translation>
    </message>
    <message>
        <source>can&apos;t be read: {value}</source>
        <translation>không đọc được: {value}</translation>
    </message>
    <message>
        <source>can&apos;t be written: it is a device or a pipe, not a file</source>
        <translation>không ghi được: đó là thiết bị hoặc pipe, không phải tệp</translation>
    </message>
    <message>
        <source>can&apos;t be written: it is a folder</source>
        <translation>không ghi được: đó là thư mục</translation>
    </message>
    <message>
        <source>can&apos;t be written: its name is impossible ({error})</source>
        <translation>không ghi được: tên không hợp lệ ({error})</translation>
    </message>
    <message>
        <source>can&apos;t be written: there is no folder {parent}</source>
        <translation>không ghi được: không có thư mục {parent}</translation>
    </message>
    <message>
        <source>can&apos;t be written: {value}</source>
        <translation>không ghi được: {value}</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>đã hủy</translation>
    </message>
    <message>
        <source>cast it to {wide}, or choose another format</source>
        <translation>hãy đổi kiểu sang {wide}, hoặc chọn định dạng khác</translation>
    </message>
    <message>
        <source>cast with errors up to {error}; relative error {relative}</source>
        <translation>ép kiểu với sai số tối đa {error}; sai số tương đối {relative}</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>đã thay đổi</translation>
    </message>
    <message>
        <source>changes a weight of {rows} × {columns}, and the base&apos;s is {shape}</source>
        <translation>thay đổi trọng số {rows} × {columns}, còn của mô hình gốc là {shape}</translation>
    </message>
    <message>
        <source>choose the file of {what}</source>
        <translation>hãy chọn tệp của {what}</translation>
    </message>
    <message>
        <source>chunk files</source>
        <translation>các tệp chunk</translation>
    </message>
    <message>
        <source>chunk values</source>
        <translation>các giá trị chunk</translation>
    </message>
    <message>
        <source>chunks of its shards</source>
        <translation>các chunk trong shard của nó</translation>
    </message>
    <message>
        <source>claims a header of {header_nbytes:,} bytes; safetensors allows {max_header_nbytes:,}</source>
        <translation>khai header {header_nbytes:,} byte; safetensors cho phép {max_header_nbytes:,}</translation>
    </message>
    <message>
        <source>claims {contents_nbytes:,} bytes, more than can be in {nbytes:,}</source>
        <translation>khai {contents_nbytes:,} byte, nhiều hơn mức có thể có trong {nbytes:,}</translation>
    </message>
    <message>
        <source>code needs arch, the name of the class or function in it{there}</source>
        <translation>code cần arch, tên của class hoặc hàm trong đó{there}</translation>
    </message>
    <message>
        <source>code of one&apos;s own can&apos;t be kept in a checkpoint; only registered architectures can</source>
        <translation>mã riêng không lưu vào checkpoint được; chỉ các kiến trúc đã đăng ký</translation>
    </message>
    <message>
        <source>colored by</source>
        <translation>tô màu theo</translation>
    </message>
    <message>
        <source>column of a pandas.DataFrame</source>
        <translation>cột của pandas.DataFrame</translation>
    </message>
    <message>
        <source>compared with {reference}</source>
        <translation>so với {reference}</translation>
    </message>
    <message>
        <source>comparison</source>
        <extracomment>While results come, rows that depend on them are put in order anew this often: nobody can read rows that move. Orders that do not depend on results.</extracomment>
        <translation>phép so sánh</translation>
    </message>
    <message>
        <source>complex of {name}</source>
        <translation>số phức của {name}</translation>
    </message>
    <message>
        <source>compressed file</source>
        <translation>tệp nén</translation>
    </message>
    <message>
        <source>computing what rounding to {kind} allows</source>
        <translation>đang tính mức mà làm tròn về {kind} cho phép</translation>
    </message>
    <message>
        <source>concatenate {parts} on each of {ranks} ranks</source>
        <translation>nối {parts} trên mỗi rank trong {ranks} rank</translation>
    </message>
    <message>
        <source>conjugate bit</source>
        <translation>bit liên hợp</translation>
    </message>
    <message>
        <source>contains NaN; also has:inf, has:zeros</source>
        <translation>có NaN; còn có has:inf, has:zeros</translation>
    </message>
    <message>
        <source>content {digest}</source>
        <translation>nội dung {digest}</translation>
    </message>
    <message>
        <source>conversion rule</source>
        <translation>quy tắc chuyển đổi</translation>
    </message>
    <message>
        <source>conversion: and {more_tensors}</source>
        <translation>chuyển đổi: và {more_tensors}</translation>
    </message>
    <message>
        <source>convolutional and linear layers in a row</source>
        <translation>các tầng tích chập và tuyến tính nối tiếp</translation>
    </message>
    <message>
        <source>convolutions, pooling and linear layers under model</source>
        <translation>tích chập, pooling và tầng tuyến tính dưới model</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>cosin</translation>
    </message>
    <message>
        <source>count</source>
        <translation>số lượng</translation>
    </message>
    <message numerus="yes">
        <source>crossed out: NaN or Inf in %n tensor</source>
        <comment>crossed out: NaN or Inf in %n tensors</comment>
        <translation>
            <numerusform>gạch chéo: NaN hoặc Inf trong %n tensor</numerusform>
        </translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>hỏng</translation>
    </message>
    <message>
        <source>damaged at [{index}], bit {bit}: {stored} instead of {expected}{more}</source>
        <translation>hỏng tại [{index}], bit {bit}: {stored} thay vì {expected}{more}</translation>
    </message>
    <message>
        <source>damaged within elements {parts}</source>
        <translation>hỏng trong các phần tử {parts}</translation>
    </message>
    <message>
        <source>damaged within elements {parts}, …</source>
        <translation>hỏng trong các phần tử {parts}, …</translation>
    </message>
    <message>
        <source>dangerous</source>
        <extracomment>Findings of one severity shown one by one; the rest are counted. A hostile file may have a million. What an import is, by the severity of naming it.</extracomment>
        <translation>nguy hiểm</translation>
    </message>
    <message>
        <source>data files</source>
        <translation>các tệp dữ liệu</translation>
    </message>
    <message>
        <source>data is too large to be looked into for pickles</source>
        <translation>data quá lớn để tìm pickle bên trong</translation>
    </message>
    <message>
        <source>dead rows</source>
        <translation>hàng chết</translation>
    </message>
    <message>
        <source>decompresses to more than the free space of {folder} ({room})</source>
        <translation>giải nén ra nhiều hơn chỗ trống của {folder} ({room})</translation>
    </message>
    <message>
        <source>describes many times more than it holds</source>
        <translation>mô tả nhiều gấp bội so với những gì nó chứa</translation>
    </message>
    <message>
        <source>describes objects that lie too deep in each other</source>
        <translation>mô tả các đối tượng lồng nhau quá sâu</translation>
    </message>
    <message>
        <source>device type {kind}</source>
        <translation>loại thiết bị {kind}</translation>
    </message>
    <message>
        <source>differ in dtype</source>
        <translation>khác kiểu dữ liệu</translation>
    </message>
    <message>
        <source>differ in shape</source>
        <translation>khác shape</translation>
    </message>
    <message>
        <source>differing</source>
        <translation>khác nhau</translation>
    </message>
    <message>
        <source>differs in dtype</source>
        <extracomment>What a number of tensors does, where that is something else.</extracomment>
        <translation>khác kiểu dữ liệu</translation>
    </message>
    <message>
        <source>differs in shape</source>
        <translation>khác shape</translation>
    </message>
    <message>
        <source>differs under {rule}: {differing:,} of {elements:,} values, NMSE {nmse:,}{where}</source>
        <translation>khác theo {rule}: {differing:,} trên {elements:,} giá trị, NMSE {nmse:,}{where}</translation>
    </message>
    <message>
        <source>does</source>
        <translation>tác dụng</translation>
    </message>
    <message>
        <source>does not begin with [net]</source>
        <translation>không bắt đầu bằng [net]</translation>
    </message>
    <message>
        <source>does not end as a table does</source>
        <translation>không kết thúc như một bảng</translation>
    </message>
    <message>
        <source>does not exist</source>
        <translation>không tồn tại</translation>
    </message>
    <message>
        <source>does not exist any more</source>
        <translation>không còn tồn tại</translation>
    </message>
    <message>
        <source>does not fill whole bytes</source>
        <translation>không lấp đầy byte trọn vẹn</translation>
    </message>
    <message>
        <source>does not have {numbers} in the line at byte {start:,}</source>
        <translation>không có {numbers} ở dòng tại byte {start:,}</translation>
    </message>
    <message>
        <source>dtype differs</source>
        <translation>khác kiểu dữ liệu</translation>
    </message>
    <message>
        <source>dtype: takes the name of an element type such as float32 or bf16</source>
        <translation>dtype: nhận tên một kiểu phần tử như float32 hoặc bf16</translation>
    </message>
    <message>
        <source>effective rank</source>
        <translation>hạng hiệu dụng</translation>
    </message>
    <message>
        <source>effective rank {rank}</source>
        <translation>hạng hiệu dụng {rank}</translation>
    </message>
    <message>
        <source>either file</source>
        <translation>một trong hai tệp</translation>
    </message>
    <message>
        <source>either one</source>
        <translation>một trong hai</translation>
    </message>
    <message>
        <source>element size of a shuffle</source>
        <translation>cỡ phần tử của shuffle</translation>
    </message>
    <message>
        <source>elements</source>
        <translation>phần tử</translation>
    </message>
    <message>
        <source>ended the program (exit status {code}) while {what}</source>
        <translation>đã kết thúc chương trình (mã thoát {code}) trong lúc {what}</translation>
    </message>
    <message>
        <source>ended without an answer, with exit status {code}{during}</source>
        <translation>kết thúc mà không trả lời, với trạng thái thoát {code}{during}</translation>
    </message>
    <message>
        <source>ends after {value:,} of {count:,} numbers</source>
        <translation>kết thúc sau {value:,} trên {count:,} số</translation>
    </message>
    <message>
        <source>ends at byte {end:,}, where a field at byte {position:,} goes on to {following:,}</source>
        <translation>kết thúc ở byte {end:,}, trong khi trường ở byte {position:,} kéo dài tới {following:,}</translation>
    </message>
    <message>
        <source>ends at byte {nbytes:,}, where a block at {start:,} has {nbytes2:,} bytes</source>
        <translation>kết thúc ở byte {nbytes:,}, trong khi khối ở {start:,} có {nbytes2:,} byte</translation>
    </message>
    <message>
        <source>ends at byte {nbytes:,}, where it points to byte {value:,}</source>
        <translation>kết thúc ở byte {nbytes:,}, trong khi nó trỏ tới byte {value:,}</translation>
    </message>
    <message>
        <source>ends at byte {value:,}: it became shorter while it was open</source>
        <translation>kết thúc ở byte {value:,}: nó bị ngắn đi trong lúc đang mở</translation>
    </message>
    <message>
        <source>ends before byte {value:,}, to which one of its structures goes</source>
        <translation>kết thúc trước byte {value:,}, nơi một cấu trúc của nó kéo tới</translation>
    </message>
    <message>
        <source>ends before its graph: it was cut short</source>
        <translation>kết thúc trước đồ thị: bị cắt cụt</translation>
    </message>
    <message>
        <source>ends before the line that ends the trees</source>
        <translation>kết thúc trước dòng đóng danh sách cây</translation>
    </message>
    <message>
        <source>ends inside its header: it has {nbytes:,} of at least {start:,} bytes</source>
        <translation>kết thúc giữa header: nó có {nbytes:,} trên ít nhất {start:,} byte</translation>
    </message>
    <message>
        <source>ends inside the elements: it has {there:,} of {nbytes:,} bytes</source>
        <translation>kết thúc giữa các phần tử: nó có {there:,} trên {nbytes:,} byte</translation>
    </message>
    <message>
        <source>ends inside the header</source>
        <translation>kết thúc giữa header</translation>
    </message>
    <message>
        <source>ends inside the header: it has {nbytes:,} of at least {value:,} bytes</source>
        <translation>kết thúc giữa header: nó có {nbytes:,} trên ít nhất {value:,} byte</translation>
    </message>
    <message>
        <source>ends inside {name}: the data has {available:,} of at least {end:,} bytes</source>
        <translation>kết thúc giữa {name}: dữ liệu có {available:,} trên ít nhất {end:,} byte</translation>
    </message>
    <message>
        <source>ends within the line at byte {position:,}</source>
        <translation>kết thúc giữa dòng tại byte {position:,}</translation>
    </message>
    <message>
        <source>ends within the {numbers} at byte {start:,}</source>
        <translation>kết thúc giữa {numbers} tại byte {start:,}</translation>
    </message>
    <message>
        <source>enumeration of {name}</source>
        <translation>liệt kê (enum) của {name}</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>epoch</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>bằng nhau</translation>
    </message>
    <message>
        <source>equal to {rtol:,} under {rule}</source>
        <translation>bằng nhau trong {rtol:,} theo {rule}</translation>
    </message>
    <message>
        <source>even step</source>
        <translation>bước đều</translation>
    </message>
    <message>
        <source>exists already</source>
        <translation>đã tồn tại</translation>
    </message>
    <message>
        <source>exists already, and is no interrupted manifest</source>
        <translation>đã tồn tại, và không phải manifest bị gián đoạn</translation>
    </message>
    <message>
        <source>exp of the entropy of the singular values, normalized to sum to 1</source>
        <translation>exp của entropy của các giá trị suy biến, chuẩn hóa để tổng bằng 1</translation>
    </message>
    <message>
        <source>exp of the entropy of the singular values; estimated for matrices with both sides over 512, none for more than 67 million elements</source>
        <translation>exp của entropy của các giá trị suy biến; ước lượng cho ma trận có cả hai cạnh trên 512, không tính khi có hơn 67 triệu phần tử</translation>
    </message>
    <message>
        <source>external modules</source>
        <translation>module bên ngoài</translation>
    </message>
    <message>
        <source>failed while {what}: {name}: {said}</source>
        <translation>lỗi trong lúc {what}: {name}: {said}</translation>
    </message>
    <message>
        <source>fails at {what}: {error}</source>
        <translation>lỗi ở {what}: {error}</translation>
    </message>
    <message>
        <source>fastText model</source>
        <translation>mô hình fastText</translation>
    </message>
    <message>
        <source>files of ranks</source>
        <translation>các tệp của rank</translation>
    </message>
    <message>
        <source>finding</source>
        <translation>phát hiện</translation>
    </message>
    <message>
        <source>finding an input for {request}</source>
        <translation>đang tìm đầu vào cho {request}</translation>
    </message>
    <message>
        <source>first NaN</source>
        <translation>NaN đầu tiên</translation>
    </message>
    <message>
        <source>first column</source>
        <translation>cột đầu</translation>
    </message>
    <message>
        <source>first in {first_divergence}</source>
        <translation>đầu tiên ở {first_divergence}</translation>
    </message>
    <message>
        <source>first infinity</source>
        <translation>vô cùng đầu tiên</translation>
    </message>
    <message>
        <source>first layer</source>
        <translation>tầng đầu tiên</translation>
    </message>
    <message>
        <source>first row</source>
        <translation>hàng đầu</translation>
    </message>
    <message>
        <source>fits as well below {tied} as below {tied2}</source>
        <translation>đặt dưới {tied} hay {tied2} đều khớp như nhau</translation>
    </message>
    <message>
        <source>float of {precision} bits</source>
        <translation>số thực {precision} bit</translation>
    </message>
    <message>
        <source>folder of flax checkpoints</source>
        <translation>thư mục checkpoint flax</translation>
    </message>
    <message>
        <source>for this token</source>
        <translation>cho token này</translation>
    </message>
    <message>
        <source>for {names}</source>
        <translation>cho {names}</translation>
    </message>
    <message>
        <source>format</source>
        <extracomment>How languages without Latin letters mark the key of a menu entry: ``(&amp;F)``. Of the heading of the page and of those of its sections, by the size of the text.</extracomment>
        <translation>định dạng</translation>
    </message>
    <message>
        <source>format version</source>
        <translation>phiên bản định dạng</translation>
    </message>
    <message>
        <source>from output</source>
        <translation>từ đầu ra</translation>
    </message>
    <message>
        <source>from zero</source>
        <translation>từ 0</translation>
    </message>
    <message>
        <source>from {framework}: {kernels}{names} mapped</source>
        <translation>từ {framework}: {kernels}{names} được ánh xạ</translation>
    </message>
    <message>
        <source>from {key} of {location}</source>
        <extracomment>What the files are called that rows are from, if these are several.</extracomment>
        <translation>từ {key} của {location}</translation>
    </message>
    <message>
        <source>from {origin}</source>
        <translation>từ {origin}</translation>
    </message>
    <message>
        <source>gates in torch&apos;s order</source>
        <translation>các cổng theo thứ tự của torch</translation>
    </message>
    <message>
        <source>general.alignment is {alignment:,}, which is no power of two</source>
        <translation>general.alignment là {alignment:,}, không phải lũy thừa của hai</translation>
    </message>
    <message>
        <source>general.alignment, which says where tensors begin, is not a positive number</source>
        <translation>general.alignment, cho biết tensor bắt đầu ở đâu, không phải số dương</translation>
    </message>
    <message>
        <source>ggml (before GGUF)</source>
        <translation>ggml (trước GGUF)</translation>
    </message>
    <message>
        <source>give {what}</source>
        <translation>hãy cho {what}</translation>
    </message>
    <message>
        <source>gray: {what}</source>
        <translation>xám: {what}</translation>
    </message>
    <message>
        <source>groups of {size:,} of {axis}</source>
        <translation>nhóm {size:,} của {axis}</translation>
    </message>
    <message>
        <source>has &apos;{strip}&apos; in the place of a number</source>
        <translation>có &apos;{strip}&apos; ở chỗ của một số</translation>
    </message>
    <message>
        <source>has Python objects as elements, which are not decoded</source>
        <translation>có phần tử là đối tượng Python, không được giải mã</translation>
    </message>
    <message>
        <source>has a Kronecker product larger than any weight</source>
        <translation>có tích Kronecker lớn hơn mọi trọng số</translation>
    </message>
    <message>
        <source>has a Manifest.json that is none of a model</source>
        <translation>có Manifest.json không phải của mô hình</translation>
    </message>
    <message>
        <source>has a Manifest.json that names no model</source>
        <translation>có Manifest.json không nêu mô hình nào</translation>
    </message>
    <message>
        <source>has a _METADATA whose tree is no object</source>
        <translation>có _METADATA mà cây của nó không phải đối tượng</translation>
    </message>
    <message>
        <source>has a _METADATA with a leaf that has no path</source>
        <translation>có _METADATA với một lá không có đường dẫn</translation>
    </message>
    <message>
        <source>has a block at byte {start:,} that does not match its checksum: it was damaged or changed</source>
        <translation>có khối ở byte {start:,} không khớp mã kiểm tra: nó bị hỏng hoặc đã bị sửa</translation>
    </message>
    <message>
        <source>has a block at byte {start:,} whose entries do not fit it</source>
        <translation>có khối ở byte {start:,} mà các mục không khớp với nó</translation>
    </message>
    <message>
        <source>has a block of the unknown compression {trailer}</source>
        <translation>có khối với cách nén lạ {trailer}</translation>
    </message>
    <message>
        <source>has a block of {data:,} bytes that claims to hold {nbytes:,}</source>
        <translation>có khối {data:,} byte khai là chứa {nbytes:,}</translation>
    </message>
    <message>
        <source>has a block that is shorter than its restart points</source>
        <translation>có khối ngắn hơn các restart point của nó</translation>
    </message>
    <message>
        <source>has a byte at {value:,} that begins no value of msgpack</source>
        <translation>có byte ở {value:,} không mở đầu giá trị msgpack nào</translation>
    </message>
    <message>
        <source>has a byte for each element, where safetensors packs them</source>
        <translation>dùng một byte cho mỗi phần tử, trong khi safetensors đóng gói chúng</translation>
    </message>
    <message>
        <source>has a chunk in blocks of {block_nbytes:,} bytes</source>
        <translation>có chunk với các khối {block_nbytes:,} byte</translation>
    </message>
    <message>
        <source>has a chunk of another number of bits than it has elements</source>
        <translation>có chunk với số bit khác số phần tử</translation>
    </message>
    <message>
        <source>has a chunk of {data:,} bytes, of which there should be {stored_nbytes:,}</source>
        <translation>có chunk {data:,} byte, lẽ ra phải là {stored_nbytes:,}</translation>
    </message>
    <message>
        <source>has a chunk of {data:,} bytes, where its elements take {nbytes:,}</source>
        <translation>có chunk {data:,} byte, trong khi các phần tử chiếm {nbytes:,}</translation>
    </message>
    <message>
        <source>has a chunk of {nbytes:,} bytes of pickled objects</source>
        <translation>có chunk {nbytes:,} byte gồm các đối tượng pickle</translation>
    </message>
    <message>
        <source>has a chunk that can&apos;t be decompressed</source>
        <translation>có chunk không giải nén được</translation>
    </message>
    <message>
        <source>has a chunk that can&apos;t be decompressed: {reason}</source>
        <translation>có chunk không giải nén được: {reason}</translation>
    </message>
    <message>
        <source>has a chunk that decompresses to more than its elements</source>
        <translation>có chunk giải nén ra nhiều hơn các phần tử của nó</translation>
    </message>
    <message>
        <source>has a chunk that does not match its checksum</source>
        <translation>có chunk không khớp mã kiểm tra</translation>
    </message>
    <message>
        <source>has a chunk that ends inside its Blosc header</source>
        <translation>có chunk kết thúc giữa header Blosc</translation>
    </message>
    <message>
        <source>has a chunk that ends inside the list of its blocks</source>
        <translation>có chunk kết thúc giữa danh sách khối</translation>
    </message>
    <message>
        <source>has a chunk that is cut off</source>
        <translation>có chunk bị cắt cụt</translation>
    </message>
    <message>
        <source>has a chunk that refers to what is before it</source>
        <translation>có chunk tham chiếu tới phần trước nó</translation>
    </message>
    <message>
        <source>has a chunk that refers to what is outside of it</source>
        <translation>có chunk tham chiếu ra ngoài nó</translation>
    </message>
    <message>
        <source>has a chunk under the nbit filter that is cut off</source>
        <translation>có chunk dưới bộ lọc nbit bị cắt cụt</translation>
    </message>
    <message>
        <source>has a chunk under the scale-offset filter that is cut off</source>
        <translation>có chunk dưới bộ lọc scale-offset bị cắt cụt</translation>
    </message>
    <message>
        <source>has a chunk under the scale-offset filter without its parameters</source>
        <translation>có chunk dưới bộ lọc scale-offset thiếu tham số</translation>
    </message>
    <message>
        <source>has a chunk under the szip filter without its parameters</source>
        <translation>có chunk dưới bộ lọc szip thiếu tham số</translation>
    </message>
    <message>
        <source>has a chunk with a block beyond its end</source>
        <translation>có chunk với khối vượt quá phần cuối</translation>
    </message>
    <message>
        <source>has a chunk with a block of another size than it says</source>
        <translation>có chunk với khối khác cỡ đã khai</translation>
    </message>
    <message>
        <source>has a chunk with a pair of samples that is none</source>
        <translation>có chunk với một cặp mẫu không hợp lệ</translation>
    </message>
    <message>
        <source>has a chunk with another checksum than it says</source>
        <translation>có chunk với mã kiểm tra khác mã đã khai</translation>
    </message>
    <message>
        <source>has a chunk with more zeros than there is room for</source>
        <translation>có chunk với nhiều số 0 hơn chỗ chứa</translation>
    </message>
    <message>
        <source>has a complex number that is not two numbers</source>
        <translation>có số phức không gồm hai số</translation>
    </message>
    <message>
        <source>has a compressed block of {nbytes}</source>
        <translation>có khối nén {nbytes}</translation>
    </message>
    <message>
        <source>has a compressed block that holds less than it says</source>
        <translation>có khối nén chứa ít hơn đã khai</translation>
    </message>
    <message>
        <source>has a compressed block that holds more than it says</source>
        <translation>có khối nén chứa nhiều hơn đã khai</translation>
    </message>
    <message>
        <source>has a compressed block that refers to what is not there</source>
        <translation>có khối nén tham chiếu tới thứ không có</translation>
    </message>
    <message>
        <source>has a compressed element at byte {start:,} that holds no array</source>
        <translation>có một phần tử nén tại byte {start:,} không chứa mảng nào</translation>
    </message>
    <message>
        <source>has a compressed element at byte {start:,} that is no zlib data</source>
        <translation>có một phần tử nén tại byte {start:,} không phải dữ liệu zlib</translation>
    </message>
    <message>
        <source>has a core and a factor too large for memory</source>
        <translation>có lõi và một thừa số quá lớn cho bộ nhớ</translation>
    </message>
    <message>
        <source>has a dictionary of {size:,} words, more than fit in the file</source>
        <translation>có từ điển {size:,} từ, nhiều hơn mức tệp chứa được</translation>
    </message>
    <message>
        <source>has a document type, which no model has</source>
        <translation>có document type, không mô hình nào có</translation>
    </message>
    <message>
        <source>has a field of the impossible number {number:,} at byte {position:,}</source>
        <translation>có một trường mang số không thể có {number:,} tại byte {position:,}</translation>
    </message>
    <message>
        <source>has a field of the unknown wire type {wire_type} at byte {position:,}</source>
        <translation>có trường với wire type lạ {wire_type} ở byte {position:,}</translation>
    </message>
    <message>
        <source>has a field of {nbytes}, where names and numbers are expected</source>
        <translation>có trường {nbytes}, nơi phải là tên và số</translation>
    </message>
    <message>
        <source>has a fill value of {fill} bytes for elements of {itemsize}</source>
        <translation>có giá trị lấp {fill} byte cho phần tử {itemsize} byte</translation>
    </message>
    <message>
        <source>has a fortran_order that is neither True nor False</source>
        <translation>có fortran_order không phải True cũng không phải False</translation>
    </message>
    <message>
        <source>has a group with a name outside its names</source>
        <translation>có nhóm với tên nằm ngoài các tên của nó</translation>
    </message>
    <message>
        <source>has a group with a table of names in two places</source>
        <translation>có nhóm với bảng tên ở hai nơi</translation>
    </message>
    <message>
        <source>has a half of {shape}, too large for memory</source>
        <translation>có một nửa {shape}, quá lớn cho bộ nhớ</translation>
    </message>
    <message>
        <source>has a header of {nbytes:,} bytes</source>
        <translation>có header {nbytes:,} byte</translation>
    </message>
    <message>
        <source>has a header that is not a Python literal</source>
        <translation>có header không phải literal Python</translation>
    </message>
    <message>
        <source>has a header without descr, fortran_order and shape, or with more</source>
        <translation>có header thiếu descr, fortran_order và shape, hoặc có thừa</translation>
    </message>
    <message>
        <source>has a heap of a later version of HDF5</source>
        <translation>có heap thuộc phiên bản HDF5 mới hơn</translation>
    </message>
    <message>
        <source>has a heap that is compressed</source>
        <translation>có heap bị nén</translation>
    </message>
    <message>
        <source>has a heap whose blocks have no sizes</source>
        <translation>có heap mà các khối không có cỡ</translation>
    </message>
    <message>
        <source>has a heap without the blocks it says it has</source>
        <translation>có heap thiếu các khối mà nó khai</translation>
    </message>
    <message>
        <source>has a key at byte {start:,} that is neither text nor a number</source>
        <translation>có khóa ở byte {start:,} không phải văn bản cũng không phải số</translation>
    </message>
    <message>
        <source>has a key that is not text</source>
        <translation>có khóa không phải văn bản</translation>
    </message>
    <message>
        <source>has a key that shares more with the one before than that has</source>
        <translation>có khóa dùng chung với khóa trước nhiều hơn độ dài của khóa đó</translation>
    </message>
    <message>
        <source>has a key twice</source>
        <translation>có một khóa hai lần</translation>
    </message>
    <message>
        <source>has a layer of the kind {kind}, whose weights are not known here</source>
        <translation>có một lớp loại {kind}, mà trọng số của nó không được biết ở đây</translation>
    </message>
    <message>
        <source>has a layer {number} of impossible sizes</source>
        <translation>có lớp {number} với kích thước không thể có</translation>
    </message>
    <message>
        <source>has a link of version {version}</source>
        <translation>có liên kết phiên bản {version}</translation>
    </message>
    <message>
        <source>has a list of numbers that ends within one</source>
        <translation>có danh sách số kết thúc giữa một số</translation>
    </message>
    <message>
        <source>has a list of {count:,} items, more than there are bytes</source>
        <translation>có danh sách {count:,} mục, nhiều hơn số byte hiện có</translation>
    </message>
    <message>
        <source>has a manifest of weights that can&apos;t be read ({reason})</source>
        <translation>có bản kê trọng số không đọc được ({reason})</translation>
    </message>
    <message>
        <source>has a manifest.ocdbt of {nbytes:,} bytes</source>
        <translation>có manifest.ocdbt {nbytes:,} byte</translation>
    </message>
    <message>
        <source>has a manifest.ocdbt whose versions lie in files of their own</source>
        <translation>có manifest.ocdbt mà các phiên bản nằm trong tệp riêng</translation>
    </message>
    <message>
        <source>has a map of {count:,} items, more than there are bytes</source>
        <translation>có map {count:,} mục, nhiều hơn số byte hiện có</translation>
    </message>
    <message>
        <source>has a matrix of an impossible size</source>
        <translation>có ma trận với kích thước không thể có</translation>
    </message>
    <message>
        <source>has a matrix of {rows} by {width} in {planes} planes of shape {shape}</source>
        <translation>có ma trận {rows} × {width} trong {planes} mặt phẳng với shape {shape}</translation>
    </message>
    <message>
        <source>has a message in a block of a heap that is not there</source>
        <translation>có message trong khối heap không tồn tại</translation>
    </message>
    <message>
        <source>has a message in a heap that is empty</source>
        <translation>có message trong một heap rỗng</translation>
    </message>
    <message>
        <source>has a message outside its heap</source>
        <translation>có message nằm ngoài heap của nó</translation>
    </message>
    <message>
        <source>has a message that does not lie in its heap</source>
        <translation>có message không nằm trong heap của nó</translation>
    </message>
    <message>
        <source>has a name at byte {value:,} that does not end</source>
        <translation>có tên ở byte {value:,} không kết thúc</translation>
    </message>
    <message>
        <source>has a negative size before byte {position:,}</source>
        <translation>có kích thước âm trước byte {position:,}</translation>
    </message>
    <message>
        <source>has a node that ends within its numbers</source>
        <translation>có nút kết thúc giữa các số của nó</translation>
    </message>
    <message>
        <source>has a node whose keys share more than the first of them has</source>
        <translation>có nút mà các khóa dùng chung nhiều hơn độ dài khóa đầu tiên</translation>
    </message>
    <message>
        <source>has a number as field {number}, which is to be bytes</source>
        <translation>có số ở trường {number}, lẽ ra phải là byte</translation>
    </message>
    <message>
        <source>has a number of more than 64 bits</source>
        <translation>có số dài hơn 64 bit</translation>
    </message>
    <message>
        <source>has a number that does not end, or one of more than 64 bits</source>
        <translation>có số không kết thúc, hoặc dài hơn 64 bit</translation>
    </message>
    <message>
        <source>has a part between slashes that is no name in HDF5</source>
        <translation>có phần giữa các dấu gạch chéo không phải tên trong HDF5</translation>
    </message>
    <message>
        <source>has a part that can&apos;t be read: {lost}</source>
        <translation>có phần không đọc được: {lost}</translation>
    </message>
    <message>
        <source>has a path that leads upwards</source>
        <translation>có đường dẫn đi ngược lên trên</translation>
    </message>
    <message>
        <source>has a piece that ends within an element</source>
        <translation>có mảnh kết thúc giữa một phần tử</translation>
    </message>
    <message>
        <source>has a place or a shape that is no list of numbers</source>
        <translation>có vị trí hoặc shape không phải danh sách số</translation>
    </message>
    <message>
        <source>has a quant_state that is no text</source>
        <translation>có quant_state không phải văn bản</translation>
    </message>
    <message>
        <source>has a quant_state that is not its JSON</source>
        <translation>có quant_state không phải JSON của nó</translation>
    </message>
    <message>
        <source>has a quant_state with impossible sizes</source>
        <translation>có quant_state với kích thước không thể có</translation>
    </message>
    <message>
        <source>has a record with a member outside of it</source>
        <translation>có bản ghi với thành viên nằm ngoài nó</translation>
    </message>
    <message>
        <source>has a route from no layer</source>
        <translation>có một route không từ lớp nào</translation>
    </message>
    <message>
        <source>has a scale for another number of rows</source>
        <translation>có scale cho số hàng khác</translation>
    </message>
    <message>
        <source>has a schema.json that describes no object</source>
        <translation>có schema.json không mô tả đối tượng nào</translation>
    </message>
    <message>
        <source>has a schema.json that is not JSON</source>
        <translation>có schema.json không phải JSON</translation>
    </message>
    <message>
        <source>has a sequence that is longer than the file</source>
        <translation>có một chuỗi dài hơn tệp</translation>
    </message>
    <message>
        <source>has a sequence that is not in its heap</source>
        <translation>có một chuỗi không nằm trong heap của nó</translation>
    </message>
    <message>
        <source>has a shape larger than any memory</source>
        <translation>có shape lớn hơn mọi bộ nhớ</translation>
    </message>
    <message>
        <source>has a shape larger than any memory: {sizes}</source>
        <translation>có shape lớn hơn mọi bộ nhớ: {sizes}</translation>
    </message>
    <message>
        <source>has a shape of version {version}</source>
        <translation>có shape phiên bản {version}</translation>
    </message>
    <message>
        <source>has a shape that is only known when it runs</source>
        <translation>có shape chỉ biết được khi chạy</translation>
    </message>
    <message>
        <source>has a shard of {nbytes:,} bytes with a chunk beyond its end</source>
        <translation>có shard {nbytes:,} byte với chunk vượt quá phần cuối</translation>
    </message>
    <message>
        <source>has a shard of {nbytes:,} bytes, where its index takes {whole:,}</source>
        <translation>có shard {nbytes:,} byte, trong khi chỉ mục của nó chiếm {whole:,}</translation>
    </message>
    <message>
        <source>has a shard whose index does not match its checksum</source>
        <translation>có shard mà chỉ mục không khớp mã kiểm tra</translation>
    </message>
    <message>
        <source>has a size or a part of a complex number that is no number</source>
        <translation>có kích thước hoặc phần của số phức không phải số</translation>
    </message>
    <message>
        <source>has a size that is no integer</source>
        <translation>có kích thước không phải số nguyên</translation>
    </message>
    <message>
        <source>has a slice of shape {sizes} that is not in the index</source>
        <translation>có lát cắt với shape {sizes} không có trong chỉ mục</translation>
    </message>
    <message>
        <source>has a slice of {extents} axes of the shape {shape}</source>
        <translation>có lát cắt {extents} trục của shape {shape}</translation>
    </message>
    <message>
        <source>has a slice outside the shape {shape}</source>
        <translation>có lát cắt ngoài shape {shape}</translation>
    </message>
    <message>
        <source>has a table at byte {position:,} whose fields can&apos;t be told</source>
        <translation>có bảng ở byte {position:,} không xác định được các trường</translation>
    </message>
    <message>
        <source>has a table whose keys are objects at byte {position:,}</source>
        <translation>có một bảng mà khóa là đối tượng tại byte {position:,}</translation>
    </message>
    <message>
        <source>has a tensor in file {last:,} of {shards:,}</source>
        <translation>có một tensor ở tệp {last:,} trên {shards:,}</translation>
    </message>
    <message>
        <source>has a tensor of an impossible shape</source>
        <translation>có một tensor với hình dạng không thể có</translation>
    </message>
    <message>
        <source>has a tensor of an unknown version at byte {value:,}</source>
        <translation>có tensor phiên bản lạ ở byte {value:,}</translation>
    </message>
    <message>
        <source>has a tensor of the unknown type {code}</source>
        <translation>có tensor thuộc kiểu lạ {code}</translation>
    </message>
    <message>
        <source>has a tensor of {axes:,} axes</source>
        <translation>có tensor {axes:,} trục</translation>
    </message>
    <message>
        <source>has a tensor of {dtype} without a storage of it</source>
        <translation>có một tensor {dtype} không có vùng lưu trữ cùng kiểu</translation>
    </message>
    <message>
        <source>has a tensor that reaches element {reach:,} of a storage of {numel:,}</source>
        <translation>có một tensor chạm tới phần tử {reach:,} của vùng lưu trữ có {numel:,} phần tử</translation>
    </message>
    <message>
        <source>has a tensor with {levels:,} levels of detail at byte {value:,}</source>
        <translation>có tensor với {levels:,} mức chi tiết ở byte {value:,}</translation>
    </message>
    <message>
        <source>has a tensor without a type, or of the impossible shape {shape}</source>
        <translation>có tensor không kiểu, hoặc với shape không thể có {shape}</translation>
    </message>
    <message>
        <source>has a text of {nbytes:,} bytes</source>
        <translation>có văn bản {nbytes:,} byte</translation>
    </message>
    <message>
        <source>has a text or bytes of {nbytes:,} bytes</source>
        <translation>có văn bản hoặc chuỗi byte dài {nbytes:,} byte</translation>
    </message>
    <message>
        <source>has a text that is not in its heap</source>
        <translation>có văn bản không nằm trong heap của nó</translation>
    </message>
    <message>
        <source>has a tree of another kind than it should be</source>
        <translation>có cây thuộc loại khác với loại lẽ ra phải có</translation>
    </message>
    <message>
        <source>has a tree with a node in two places</source>
        <translation>có cây với một nút ở hai nơi</translation>
    </message>
    <message>
        <source>has a tree with a node of another kind than the tree</source>
        <translation>có cây với một nút khác loại với cây</translation>
    </message>
    <message>
        <source>has a tree with nodes too small for a record</source>
        <translation>có cây với các nút quá nhỏ cho một bản ghi</translation>
    </message>
    <message>
        <source>has a type nested too deep</source>
        <translation>có kiểu lồng quá sâu</translation>
    </message>
    <message>
        <source>has a type of the unknown class {value}</source>
        <translation>có kiểu thuộc lớp lạ {value}</translation>
    </message>
    <message>
        <source>has a value of the msgpack extension type {kind}, which flax does not write</source>
        <translation>có giá trị thuộc kiểu mở rộng msgpack {kind}, flax không ghi kiểu này</translation>
    </message>
    <message>
        <source>has a variable of the unknown type {code}</source>
        <translation>có biến thuộc kiểu lạ {code}</translation>
    </message>
    <message>
        <source>has a weight of {values:,} sums</source>
        <translation>có một trọng số gồm {values:,} tổng</translation>
    </message>
    <message>
        <source>has a weight with a name of {length:,} bytes</source>
        <translation>có một trọng số với tên dài {length:,} byte</translation>
    </message>
    <message>
        <source>has a {manifest} of a database without arrays</source>
        <translation>có {manifest} của cơ sở dữ liệu không có mảng</translation>
    </message>
    <message>
        <source>has a {what} at another height than it should be</source>
        <translation>có {what} ở độ cao khác với lẽ ra phải có</translation>
    </message>
    <message>
        <source>has a {what} of only {data:,} bytes</source>
        <translation>có {what} chỉ {data:,} byte</translation>
    </message>
    <message>
        <source>has a {what} of version {version} with compression {compression}</source>
        <translation>có {what} phiên bản {version} với cách nén {compression}</translation>
    </message>
    <message>
        <source>has a {what} of {data:,} bytes, which says that it has another size</source>
        <translation>có {what} {data:,} byte mà lại khai kích thước khác</translation>
    </message>
    <message>
        <source>has a {what} of {nbytes:,} bytes</source>
        <translation>có {what} {nbytes:,} byte</translation>
    </message>
    <message>
        <source>has a {what} that does not begin as one</source>
        <translation>có {what} không mở đầu đúng dạng</translation>
    </message>
    <message>
        <source>has a {what} that does not match its checksum</source>
        <translation>có {what} không khớp mã kiểm tra</translation>
    </message>
    <message>
        <source>has a {what} that is not JSON</source>
        <translation>có {what} không phải JSON</translation>
    </message>
    <message>
        <source>has a {what} that is not a JSON object</source>
        <translation>có {what} không phải đối tượng JSON</translation>
    </message>
    <message>
        <source>has an HDF5 superblock of version {version}; versions 0 to 3 are read</source>
        <translation>có superblock HDF5 phiên bản {version}; đọc được phiên bản 0 đến 3</translation>
    </message>
    <message>
        <source>has an OCDBT tree in which a node is met twice</source>
        <translation>có cây OCDBT trong đó một nút được gặp hai lần</translation>
    </message>
    <message>
        <source>has an OCDBT tree of more than {most}</source>
        <translation>có cây OCDBT hơn {most}</translation>
    </message>
    <message>
        <source>has an OCDBT tree of more than {ocdbt_keys:,} keys</source>
        <translation>có cây OCDBT hơn {ocdbt_keys:,} khóa</translation>
    </message>
    <message>
        <source>has an array in pieces that do not make up its shape</source>
        <translation>có mảng chia mảnh mà các mảnh không hợp thành shape của nó</translation>
    </message>
    <message>
        <source>has an array in pieces that don&apos;t fit together: {reason}</source>
        <translation>có mảng chia mảnh mà các mảnh không khớp nhau: {reason}</translation>
    </message>
    <message>
        <source>has an array of a type that is not one of numbers, or without a size</source>
        <translation>có mảng thuộc kiểu không phải số, hoặc không có cỡ</translation>
    </message>
    <message>
        <source>has an array of an impossible shape at byte {start:,}</source>
        <translation>có một mảng với hình dạng không thể có tại byte {start:,}</translation>
    </message>
    <message>
        <source>has an array of the impossible shape {shape}</source>
        <translation>có mảng với shape không thể có {shape}</translation>
    </message>
    <message>
        <source>has an array of the type {name}, which is not decoded</source>
        <translation>có mảng kiểu {name}, không được giải mã</translation>
    </message>
    <message>
        <source>has an array of the unknown class {kind} at byte {start:,}</source>
        <translation>có một mảng thuộc lớp không rõ {kind} tại byte {start:,}</translation>
    </message>
    <message>
        <source>has an array of the unknown storage type {layout}</source>
        <translation>có mảng thuộc kiểu lưu trữ lạ {layout}</translation>
    </message>
    <message>
        <source>has an array of the unknown type {code}</source>
        <translation>có mảng thuộc kiểu lạ {code}</translation>
    </message>
    <message>
        <source>has an array of the unknown version {magic}</source>
        <translation>có mảng thuộc phiên bản lạ {magic}</translation>
    </message>
    <message>
        <source>has an array of {left:,} items, more than there are bytes</source>
        <translation>có mảng {left:,} mục, nhiều hơn số byte hiện có</translation>
    </message>
    <message>
        <source>has an array or a complex number without a list of its sizes or parts</source>
        <translation>có mảng hoặc số phức không có danh sách kích thước hoặc các phần</translation>
    </message>
    <message>
        <source>has an array type of another size than its elements have</source>
        <translation>có kiểu mảng khác cỡ với các phần tử của nó</translation>
    </message>
    <message>
        <source>has an array under a key that is not the name of a file</source>
        <translation>có mảng dưới một khóa không phải tên tệp</translation>
    </message>
    <message>
        <source>has an array with an impossible size</source>
        <translation>có mảng với kích thước không thể có</translation>
    </message>
    <message>
        <source>has an array without its elements</source>
        <translation>có mảng không có phần tử</translation>
    </message>
    <message>
        <source>has an attribute of version {version}</source>
        <translation>có thuộc tính phiên bản {version}</translation>
    </message>
    <message>
        <source>has an element of {nbytes:,} bytes at byte {start:,}, {value:,} too many</source>
        <translation>có một phần tử {nbytes:,} byte tại byte {start:,}, thừa {value:,}</translation>
    </message>
    <message>
        <source>has an element of {nbytes:,} bytes in the place of {small_nbytes} at byte {start:,}</source>
        <translation>có một phần tử {nbytes:,} byte ở chỗ của {small_nbytes} tại byte {start:,}</translation>
    </message>
    <message>
        <source>has an empty {what}</source>
        <translation>có {what} rỗng</translation>
    </message>
    <message>
        <source>has an entry of megabytes in its index</source>
        <translation>có mục dài hàng megabyte trong chỉ mục</translation>
    </message>
    <message>
        <source>has an entry with negative numbers in its index</source>
        <translation>có mục với số âm trong chỉ mục</translation>
    </message>
    <message>
        <source>has an impossible dtype: {descr}</source>
        <translation>có dtype không thể có: {descr}</translation>
    </message>
    <message>
        <source>has an impossible order of axes</source>
        <translation>có thứ tự trục không thể có</translation>
    </message>
    <message>
        <source>has an impossible shape for {path}</source>
        <translation>có shape không thể có cho {path}</translation>
    </message>
    <message>
        <source>has an impossible shape: {shape}</source>
        <translation>có shape không thể có: {shape}</translation>
    </message>
    <message>
        <source>has an impossible {what}</source>
        <translation>có {what} không thể có</translation>
    </message>
    <message>
        <source>has an index of blocks of {nbytes}</source>
        <translation>có chỉ mục khối {nbytes}</translation>
    </message>
    <message>
        <source>has an index of chunks of the unknown kind {number}</source>
        <translation>có chỉ mục chunk thuộc loại lạ {number}</translation>
    </message>
    <message>
        <source>has an index of chunks whose blocks have no sizes</source>
        <translation>có chỉ mục chunk mà các khối không có cỡ</translation>
    </message>
    <message>
        <source>has an index of chunks with records of another size than they should have</source>
        <translation>có chỉ mục chunk với bản ghi khác cỡ lẽ ra phải có</translation>
    </message>
    <message>
        <source>has an index of which no shard is there</source>
        <translation>có chỉ mục mà không shard nào của nó tồn tại</translation>
    </message>
    <message>
        <source>has an object header of version {version}; versions 1 and 2 are read</source>
        <translation>có object header phiên bản {version}; đọc được phiên bản 1 và 2</translation>
    </message>
    <message>
        <source>has an object header that goes on in itself</source>
        <translation>có object header nối tiếp vào chính nó</translation>
    </message>
    <message>
        <source>has an object header that goes on where there is none</source>
        <translation>có object header nối tiếp vào chỗ không có gì</translation>
    </message>
    <message>
        <source>has an object of the unknown kind {kind:,} before byte {position:,}</source>
        <translation>có một đối tượng thuộc loại lạ {kind:,} trước byte {position:,}</translation>
    </message>
    <message>
        <source>has an object of {name}, which is not decoded</source>
        <translation>có một đối tượng {name}, chưa được giải mã</translation>
    </message>
    <message>
        <source>has an object without a class before byte {position:,}</source>
        <translation>có một đối tượng không có lớp trước byte {position:,}</translation>
    </message>
    <message>
        <source>has an opaque type of another size than its tag says</source>
        <translation>có kiểu opaque khác cỡ với nhãn của nó</translation>
    </message>
    <message>
        <source>has another shape than under {rule}</source>
        <translation>có shape khác với theo {rule}</translation>
    </message>
    <message>
        <source>has another tree in the place of the tree {number:,}</source>
        <translation>có cây khác ở chỗ của cây {number:,}</translation>
    </message>
    <message>
        <source>has arrays as elements ({dtype})</source>
        <translation>có phần tử là mảng ({dtype})</translation>
    </message>
    <message>
        <source>has blocks nested more than {most} deep</source>
        <translation>có các khối lồng nhau sâu hơn {most}</translation>
    </message>
    <message>
        <source>has chunk keys in the encoding {encoding}</source>
        <translation>có khóa chunk với cách mã hóa {encoding}</translation>
    </message>
    <message>
        <source>has chunk keys with another separator than a dot or a slash</source>
        <translation>có khóa chunk với dấu phân cách không phải dấu chấm hay gạch chéo</translation>
    </message>
    <message>
        <source>has chunks beyond the end of the file</source>
        <translation>có chunk vượt quá phần cuối tệp</translation>
    </message>
    <message>
        <source>has chunks of other axes than its shape, or of other elements</source>
        <translation>có chunk khác trục với shape của nó, hoặc khác phần tử</translation>
    </message>
    <message>
        <source>has chunks of shape {chunk_shape} in an array of shape {shape}</source>
        <translation>có chunk với shape {chunk_shape} trong mảng có shape {shape}</translation>
    </message>
    <message>
        <source>has chunks of small floats under the scale-offset filter</source>
        <translation>có chunk số thực nhỏ dưới bộ lọc scale-offset</translation>
    </message>
    <message>
        <source>has chunks of {size}; no more than {most} are decompressed at once</source>
        <translation>có chunk {size}; mỗi lần giải nén không quá {most}</translation>
    </message>
    <message>
        <source>has chunks on a grid that is {name}, not regular</source>
        <translation>có chunk trên lưới {name}, không đều</translation>
    </message>
    <message>
        <source>has chunks that do not lie in a grid</source>
        <translation>có chunk không nằm trên một lưới</translation>
    </message>
    <message>
        <source>has chunks under Blosc with {compressor}, which this version does not decompress</source>
        <translation>có chunk dưới Blosc với {compressor}, phiên bản này không giải nén</translation>
    </message>
    <message>
        <source>has chunks under a form of the filter {name} that is not undone</source>
        <translation>có chunk dưới một dạng của bộ lọc {name} không được hoàn nguyên</translation>
    </message>
    <message>
        <source>has chunks under a form of the nbit filter that is not read</source>
        <translation>có chunk dưới một dạng của bộ lọc nbit không được đọc</translation>
    </message>
    <message>
        <source>has chunks under a form of the scale-offset filter that is not read</source>
        <translation>có chunk dưới một dạng của bộ lọc scale-offset không được đọc</translation>
    </message>
    <message>
        <source>has chunks under a form of the szip filter that is not read</source>
        <translation>có chunk dưới một dạng của bộ lọc szip không được đọc</translation>
    </message>
    <message>
        <source>has chunks under the codec {name}</source>
        <translation>có chunk dưới codec {name}</translation>
    </message>
    <message>
        <source>has chunks under the filter {value}</source>
        <translation>có chunk dưới bộ lọc {value}</translation>
    </message>
    <message>
        <source>has codes for other codebooks or scales</source>
        <translation>có mã cho các bảng mã hoặc tỉ lệ khác</translation>
    </message>
    <message>
        <source>has codes for {dimension:,} columns of a matrix of {columns:,}</source>
        <translation>có mã cho {dimension:,} cột của ma trận {columns:,} cột</translation>
    </message>
    <message>
        <source>has columns in groups that are not there</source>
        <translation>có cột thuộc các nhóm không tồn tại</translation>
    </message>
    <message>
        <source>has compressed chunks of {size}; at most {most} are decoded</source>
        <translation>có chunk nén {size}; nhiều nhất {most} được giải mã</translation>
    </message>
    <message>
        <source>has compressed chunks of {size}; at most {most} are undone</source>
        <translation>có chunk nén {size}; nhiều nhất {most} được hoàn nguyên</translation>
    </message>
    <message>
        <source>has elements laid out by version {version} of the rules; versions 1 to 5 are read</source>
        <translation>có phần tử bố trí theo phiên bản {version} của quy tắc; đọc được phiên bản 1 đến 5</translation>
    </message>
    <message>
        <source>has elements laid out in the unknown way {other}</source>
        <translation>có phần tử bố trí theo cách lạ {other}</translation>
    </message>
    <message>
        <source>has elements of no size ({dtype})</source>
        <translation>có phần tử không có cỡ ({dtype})</translation>
    </message>
    <message>
        <source>has elements of text that lie outside its data</source>
        <translation>có phần tử văn bản nằm ngoài dữ liệu của nó</translation>
    </message>
    <message>
        <source>has elements of the type {name}, which is not read</source>
        <translation>có các phần tử kiểu {name}, không được đọc</translation>
    </message>
    <message>
        <source>has elements of the type {shown}, which is not decoded</source>
        <translation>có phần tử kiểu {shown}, không được giải mã</translation>
    </message>
    <message>
        <source>has elements that repeat the same text out of all proportion</source>
        <translation>có các phần tử lặp lại cùng một văn bản quá mức</translation>
    </message>
    <message>
        <source>has exponents for another number of groups</source>
        <translation>có số mũ cho số nhóm khác</translation>
    </message>
    <message>
        <source>has factors of more than {max_factor_elements:,} elements, too large for memory</source>
        <translation>có thừa số hơn {max_factor_elements:,} phần tử, quá lớn cho bộ nhớ</translation>
    </message>
    <message>
        <source>has factors of rank 0</source>
        <translation>có thừa số hạng 0</translation>
    </message>
    <message>
        <source>has factors that don&apos;t multiply: {shapes}</source>
        <translation>có các thừa số không nhân được: {shapes}</translation>
    </message>
    <message>
        <source>has factors that don&apos;t multiply: {shape} and {shape2}</source>
        <translation>có các thừa số không nhân được: {shape} và {shape2}</translation>
    </message>
    <message>
        <source>has fewer bytes than its shape asks for</source>
        <translation>có ít byte hơn shape của nó đòi hỏi</translation>
    </message>
    <message>
        <source>has fewer sparse elements than it says</source>
        <translation>có ít phần tử thưa hơn số đã khai báo</translation>
    </message>
    <message>
        <source>has filters without their names</source>
        <translation>có bộ lọc không có tên</translation>
    </message>
    <message>
        <source>has graphs nested more than {graph_depth} deep</source>
        <translation>có đồ thị lồng nhau sâu hơn {graph_depth}</translation>
    </message>
    <message>
        <source>has groups for another number of inputs</source>
        <translation>có nhóm cho số đầu vào khác</translation>
    </message>
    <message>
        <source>has groups of a size that only the configuration of the model tells</source>
        <translation>có các nhóm mà kích thước chỉ cấu hình của mô hình mới cho biết</translation>
    </message>
    <message>
        <source>has groups that are no list</source>
        <translation>có nhóm không phải danh sách</translation>
    </message>
    <message>
        <source>has halves of {shape} and {shape2}</source>
        <translation>có hai nửa {shape} và {shape2}</translation>
    </message>
    <message>
        <source>has impossible {what}: {value}</source>
        <translation>có {what} không thể có: {value}</translation>
    </message>
    <message>
        <source>has integers of {bits} bits in elements of type {dtype}</source>
        <translation>có số nguyên {bits} bit trong phần tử kiểu {dtype}</translation>
    </message>
    <message>
        <source>has its array in {file}, which {reason}</source>
        <translation>có mảng trong {file}, tệp này {reason}</translation>
    </message>
    <message>
        <source>has its data at byte {position:,} of files that end at byte {value:,}</source>
        <translation>có dữ liệu tại byte {position:,} của các tệp kết thúc ở byte {value:,}</translation>
    </message>
    <message>
        <source>has its data in another file, as only tensors of models do</source>
        <translation>có dữ liệu trong tệp khác, chỉ tensor của mô hình mới vậy</translation>
    </message>
    <message>
        <source>has its data in another file, at an impossible {key}</source>
        <translation>có dữ liệu trong tệp khác, tại {key} không thể có</translation>
    </message>
    <message>
        <source>has its data in buffer {identifier} outside the file, which is not described</source>
        <translation>có dữ liệu trong bộ đệm {identifier} ngoài tệp, bộ đệm này không được mô tả</translation>
    </message>
    <message>
        <source>has its data in buffer {number}, of {tables}</source>
        <translation>có dữ liệu trong bộ đệm {number}, của {tables}</translation>
    </message>
    <message>
        <source>has its data in more than {most:,} files</source>
        <translation>có dữ liệu trong hơn {most:,} tệp</translation>
    </message>
    <message>
        <source>has its data packed as {packing}</source>
        <translation>có dữ liệu đóng gói dạng {packing}</translation>
    </message>
    <message>
        <source>has its elements in other files, which are not opened</source>
        <translation>có phần tử trong tệp khác, các tệp đó không được mở</translation>
    </message>
    <message>
        <source>has keys out of all proportion to its size</source>
        <translation>có số khóa quá mức so với kích thước của nó</translation>
    </message>
    <message>
        <source>has keys that are not in order</source>
        <translation>có khóa không theo thứ tự</translation>
    </message>
    <message>
        <source>has messages that objects share in a heap</source>
        <translation>có message mà các đối tượng dùng chung trong một heap</translation>
    </message>
    <message>
        <source>has meta data that make no sense</source>
        <translation>có siêu dữ liệu vô nghĩa</translation>
    </message>
    <message>
        <source>has metadata without the name of a codec, a grid or an encoding</source>
        <translation>có siêu dữ liệu không nêu tên codec, lưới hay cách mã hóa</translation>
    </message>
    <message>
        <source>has more cells and structures within each other than are gone through</source>
        <translation>có nhiều cell và cấu trúc lồng nhau hơn mức được duyệt</translation>
    </message>
    <message>
        <source>has more numbers than the {elements:,} that should be there</source>
        <translation>có nhiều số hơn {elements:,} số lẽ ra phải có</translation>
    </message>
    <message>
        <source>has more objects within each other than are gone through</source>
        <translation>có nhiều đối tượng lồng nhau hơn mức được duyệt</translation>
    </message>
    <message>
        <source>has more than {max_depth} objects or lists within each other</source>
        <translation>có hơn {max_depth} đối tượng hoặc danh sách lồng nhau</translation>
    </message>
    <message>
        <source>has more than {most} archives or compressed files within each other</source>
        <translation>có hơn {most} kho lưu trữ hoặc tệp nén lồng nhau</translation>
    </message>
    <message>
        <source>has more than {tree_depth} maps or lists within each other</source>
        <translation>có hơn {tree_depth} map hoặc danh sách lồng nhau</translation>
    </message>
    <message>
        <source>has more than {tree_depth} objects or arrays within each other</source>
        <translation>có hơn {tree_depth} đối tượng hoặc mảng lồng nhau</translation>
    </message>
    <message>
        <source>has more than {tree_values:,} elements one by one</source>
        <translation>có hơn {tree_values:,} phần tử riêng lẻ</translation>
    </message>
    <message>
        <source>has more than {tree_values:,} numbers one by one</source>
        <translation>có hơn {tree_values:,} số riêng lẻ</translation>
    </message>
    <message>
        <source>has more than {tree_values:,} values</source>
        <translation>có hơn {tree_values:,} giá trị</translation>
    </message>
    <message>
        <source>has no SHA-256 of tensors; run gguf-hash with --sha256</source>
        <translation>không có SHA-256 của tensor; hãy chạy gguf-hash với --sha256</translation>
    </message>
    <message>
        <source>has no arrays</source>
        <translation>không có mảng nào</translation>
    </message>
    <message>
        <source>has no axis to count its packed elements along</source>
        <translation>không có trục để đếm các phần tử đóng gói</translation>
    </message>
    <message>
        <source>has no axis, without which the gguf package reads no bfloat16</source>
        <translation>không có trục, mà thiếu trục thì gói gguf không đọc bfloat16</translation>
    </message>
    <message>
        <source>has no chunk {number} any more</source>
        <translation>không còn chunk {number} nữa</translation>
    </message>
    <message>
        <source>has no data</source>
        <translation>không có dữ liệu</translation>
    </message>
    <message>
        <source>has no data in the file</source>
        <translation>không có dữ liệu trong tệp</translation>
    </message>
    <message>
        <source>has no data in the file (device meta); leave it out</source>
        <translation>không có dữ liệu trong tệp (device meta); hãy bỏ nó ra</translation>
    </message>
    <message>
        <source>has no data in {where} (device meta)</source>
        <translation>không có dữ liệu trong {where} (device meta)</translation>
    </message>
    <message>
        <source>has no elements</source>
        <translation>không có phần tử</translation>
    </message>
    <message>
        <source>has no elements, which GGUF does not allow</source>
        <translation>không có phần tử, GGUF không cho phép điều này</translation>
    </message>
    <message>
        <source>has no list of codecs</source>
        <translation>không có danh sách codec</translation>
    </message>
    <message>
        <source>has no model</source>
        <translation>không có mô hình</translation>
    </message>
    <message>
        <source>has no number in the line at byte {start:,}</source>
        <translation>không có số ở dòng tại byte {start:,}</translation>
    </message>
    <message>
        <source>has no object header at byte {value:,}, where one should be</source>
        <translation>không có object header ở byte {value:,}, nơi lẽ ra phải có</translation>
    </message>
    <message>
        <source>has no pieces</source>
        <translation>không có mảnh nào</translation>
    </message>
    <message>
        <source>has no scale, without which torch has no quantised tensors</source>
        <translation>không có scale, mà thiếu nó thì torch không có tensor lượng tử hóa</translation>
    </message>
    <message>
        <source>has no shard that can be read: {value}</source>
        <translation>không có shard nào đọc được: {value}</translation>
    </message>
    <message>
        <source>has no type or no place for its elements</source>
        <translation>không có kiểu hoặc không có chỗ cho phần tử</translation>
    </message>
    <message>
        <source>has no variable at byte {position:,}</source>
        <translation>không có biến nào tại byte {position:,}</translation>
    </message>
    <message>
        <source>has no words with vectors of one size</source>
        <translation>không có từ nào với các vector cùng kích thước</translation>
    </message>
    <message>
        <source>has numbers of the unknown type {kind}</source>
        <translation>có các số thuộc kiểu không rõ {kind}</translation>
    </message>
    <message>
        <source>has numbers of {nbytes} bytes in its superblock, which HDF5 has not</source>
        <translation>có số {nbytes} byte trong superblock, HDF5 không có loại này</translation>
    </message>
    <message>
        <source>has parts of type {dtype}</source>
        <translation>có các phần kiểu {dtype}</translation>
    </message>
    <message>
        <source>has parts that do not fit each other</source>
        <translation>có các phần không khớp nhau</translation>
    </message>
    <message>
        <source>has parts that do not fit its shape</source>
        <translation>có các phần không khớp shape của nó</translation>
    </message>
    <message>
        <source>has parts without data</source>
        <translation>có các phần không có dữ liệu</translation>
    </message>
    <message>
        <source>has planes of type {dtype}</source>
        <translation>có các mặt phẳng kiểu {dtype}</translation>
    </message>
    <message>
        <source>has records of more fields than are gone through</source>
        <translation>có bản ghi với nhiều trường hơn mức được duyệt</translation>
    </message>
    <message>
        <source>has rows that are not whole blocks of {block}</source>
        <translation>có hàng không gồm các khối {block} trọn vẹn</translation>
    </message>
    <message>
        <source>has scales and zero points for different groups</source>
        <translation>có scale và zero point cho các nhóm khác nhau</translation>
    </message>
    <message>
        <source>has scales for another number of blocks</source>
        <translation>có scale cho số khối khác</translation>
    </message>
    <message>
        <source>has scales for another number of groups</source>
        <translation>có scale cho số nhóm khác</translation>
    </message>
    <message>
        <source>has scales for another number of rows</source>
        <translation>có scale cho số hàng khác</translation>
    </message>
    <message>
        <source>has scales of shape {shape} for a weight of shape {shape2}</source>
        <translation>có scale với shape {shape} cho trọng số có shape {shape2}</translation>
    </message>
    <message>
        <source>has scales that are no exponents</source>
        <translation>có scale không phải số mũ</translation>
    </message>
    <message>
        <source>has sequences that repeat the same values out of all proportion</source>
        <translation>có các chuỗi lặp lại cùng một giá trị quá mức</translation>
    </message>
    <message>
        <source>has several sizes for one</source>
        <translation>có nhiều kích thước cho một thứ</translation>
    </message>
    <message>
        <source>has shards of shape {shape} with chunks of shape {inner}</source>
        <translation>có shard với shape {shape} và chunk với shape {inner}</translation>
    </message>
    <message>
        <source>has shards with an index under the codec {name}</source>
        <translation>có shard với chỉ mục dưới codec {name}</translation>
    </message>
    <message>
        <source>has shards within shards, or under other codecs</source>
        <translation>có shard trong shard, hoặc dưới codec khác</translation>
    </message>
    <message>
        <source>has something else than an array at byte {start:,}</source>
        <translation>có thứ khác không phải mảng tại byte {start:,}</translation>
    </message>
    <message>
        <source>has something else than numbers behind a word</source>
        <translation>có thứ không phải số sau một từ</translation>
    </message>
    <message>
        <source>has sparse elements in a form that is not read ({kind})</source>
        <translation>có phần tử thưa ở dạng không đọc được ({kind})</translation>
    </message>
    <message>
        <source>has sparse elements in blocks along axes that it does not have</source>
        <translation>có phần tử thưa trong các khối dọc theo những trục mà nó không có</translation>
    </message>
    <message>
        <source>has sparse elements in blocks that are sparse themselves</source>
        <translation>có phần tử thưa trong các khối mà bản thân cũng thưa</translation>
    </message>
    <message>
        <source>has sparse elements outside its shape</source>
        <translation>có phần tử thưa nằm ngoài hình dạng của nó</translation>
    </message>
    <message>
        <source>has sparse elements whose axes can&apos;t be told</source>
        <translation>có phần tử thưa không xác định được trục</translation>
    </message>
    <message>
        <source>has sparse elements with bounds that make no sense</source>
        <translation>có phần tử thưa với các giới hạn vô nghĩa</translation>
    </message>
    <message>
        <source>has sparse elements with fewer bounds than it says</source>
        <translation>có phần tử thưa với ít giới hạn hơn số đã khai báo</translation>
    </message>
    <message>
        <source>has sparse elements without their places</source>
        <translation>có phần tử thưa không có vị trí</translation>
    </message>
    <message>
        <source>has structures that refer to each other without end</source>
        <translation>có các cấu trúc tham chiếu lẫn nhau không dứt</translation>
    </message>
    <message>
        <source>has structures whose fields have no names</source>
        <translation>có các cấu trúc mà trường không có tên</translation>
    </message>
    <message>
        <source>has szip chunks of {size}; at most {max_nbytes} are undone</source>
        <translation>có chunk szip {size}; nhiều nhất {max_nbytes} được hoàn nguyên</translation>
    </message>
    <message>
        <source>has tensors of {nbytes} together, out of all proportion to the file</source>
        <translation>có tensor tổng cộng {nbytes}, quá mức so với tệp</translation>
    </message>
    <message>
        <source>has text as raw bytes, which tell no elements</source>
        <translation>có văn bản dạng byte thô, không phân biệt được phần tử</translation>
    </message>
    <message>
        <source>has text of no length</source>
        <translation>có văn bản không có độ dài</translation>
    </message>
    <message>
        <source>has text of the unknown type {type}</source>
        <translation>có văn bản thuộc kiểu không rõ {type}</translation>
    </message>
    <message>
        <source>has text that is longer than its data</source>
        <translation>có văn bản dài hơn dữ liệu của nó</translation>
    </message>
    <message>
        <source>has the alias {alias} of a variable that it has not</source>
        <translation>có bí danh {alias} của một biến mà nó không có</translation>
    </message>
    <message>
        <source>has the byte {mark} at {value:,} in the place of a size</source>
        <translation>có byte {mark} ở {value:,} tại chỗ của một kích thước</translation>
    </message>
    <message>
        <source>has the byte {mark} at {value:,}, which begins no value of UBJSON</source>
        <translation>có byte {mark} ở {value:,}, không mở đầu giá trị UBJSON nào</translation>
    </message>
    <message>
        <source>has the fill value {value} of elements of {dtype}</source>
        <translation>có giá trị lấp {value} cho phần tử kiểu {dtype}</translation>
    </message>
    <message>
        <source>has the impossible shape {shape}</source>
        <translation>có shape không thể có {shape}</translation>
    </message>
    <message>
        <source>has the impossible {name} {number}</source>
        <translation>có {name} {number} không thể có</translation>
    </message>
    <message>
        <source>has the line {line} that is no layer</source>
        <translation>có dòng {line} không phải một tầng</translation>
    </message>
    <message>
        <source>has the record {record}, which {reason}</source>
        <translation>có bản ghi {record}, {reason}</translation>
    </message>
    <message>
        <source>has the scaling {scaling}</source>
        <translation>có cách tỉ lệ {scaling}</translation>
    </message>
    <message>
        <source>has the unknown npy version {major}.{minor}</source>
        <translation>có phiên bản npy lạ {major}.{minor}</translation>
    </message>
    <message>
        <source>has the unknown type {raw_type}</source>
        <translation>có kiểu không rõ {raw_type}</translation>
    </message>
    <message>
        <source>has the {what} {value}, which is no number to scale by</source>
        <translation>có {what} {value}, không phải số để nhân tỉ lệ</translation>
    </message>
    <message>
        <source>has too few groups to tell how many bits an integer has</source>
        <translation>có quá ít nhóm để biết mỗi số nguyên gồm bao nhiêu bit</translation>
    </message>
    <message>
        <source>has too many elements to compare them all: the files hold few of them</source>
        <translation>có quá nhiều phần tử để so sánh hết: các tệp chỉ chứa một ít trong đó</translation>
    </message>
    <message>
        <source>has two chunks in one place</source>
        <translation>có hai chunk ở cùng một chỗ</translation>
    </message>
    <message>
        <source>has weights as places in a table, which are not decoded</source>
        <translation>có trọng số là vị trí trong một bảng, không được giải mã</translation>
    </message>
    <message>
        <source>has weights of the impossible shape {shape}</source>
        <translation>có trọng số với shape không thể có {shape}</translation>
    </message>
    <message>
        <source>has weights, {weights}, that are not HDF5</source>
        <translation>có trọng số, {weights}, không phải HDF5</translation>
    </message>
    <message>
        <source>has what is no number among {elements:,} numbers</source>
        <translation>có thứ không phải số trong {elements:,} số</translation>
    </message>
    <message>
        <source>has zero points for another number of outputs</source>
        <translation>có zero point cho số đầu ra khác</translation>
    </message>
    <message>
        <source>has zero points for other groups than scales</source>
        <translation>có zero point cho các nhóm khác với scale</translation>
    </message>
    <message>
        <source>has {axes} axes, and numpy&apos;s arrays have at most {max_axes}</source>
        <translation>có {axes} trục, mảng của numpy có nhiều nhất {max_axes}</translation>
    </message>
    <message>
        <source>has {axes} axes, of which HDF5 allows {max_axes}</source>
        <translation>có {axes} trục, HDF5 cho phép {max_axes}</translation>
    </message>
    <message>
        <source>has {count:,} arrays and {named:,} names</source>
        <translation>có {count:,} mảng và {named:,} tên</translation>
    </message>
    <message>
        <source>has {count:,} chunks; at most {listed_chunks:,} are read</source>
        <translation>có {count:,} chunk; nhiều nhất {listed_chunks:,} được đọc</translation>
    </message>
    <message>
        <source>has {count:,} magnitudes for a weight of {shape}</source>
        <translation>có {count:,} độ lớn cho trọng số {shape}</translation>
    </message>
    <message>
        <source>has {count:,} sequences; at most {sequences:,} in one dataset are shown</source>
        <translation>có {count:,} chuỗi; mỗi tập dữ liệu chỉ hiển thị tối đa {sequences:,}</translation>
    </message>
    <message>
        <source>has {done:,} numbers where {elements:,} should be</source>
        <translation>có {done:,} số trong khi lẽ ra phải có {elements:,}</translation>
    </message>
    <message>
        <source>has {groups} groups for {columns} columns</source>
        <translation>có {groups} nhóm cho {columns} cột</translation>
    </message>
    <message>
        <source>has {length:,} bytes of data in {name}, its shape asks for {wanted:,}</source>
        <translation>có {length:,} byte dữ liệu trong {name}, shape của nó đòi hỏi {wanted:,}</translation>
    </message>
    <message>
        <source>has {nbytes:,} bytes for an array of shape {shape} and type {dtype}</source>
        <translation>có {nbytes:,} byte cho mảng có shape {shape} và kiểu {dtype}</translation>
    </message>
    <message>
        <source>has {nbytes:,} bytes for the chunk {number}, more than its elements</source>
        <translation>có {nbytes:,} byte cho chunk {number}, nhiều hơn các phần tử của nó</translation>
    </message>
    <message>
        <source>has {nbytes:,} bytes in the chunk {number} instead of {chunk_nbytes:,}</source>
        <translation>có {nbytes:,} byte trong chunk {number} thay vì {chunk_nbytes:,}</translation>
    </message>
    <message>
        <source>has {nbytes:,} bytes of data for the shape {shape}</source>
        <translation>có {nbytes:,} byte dữ liệu cho shape {shape}</translation>
    </message>
    <message>
        <source>has {nbytes:,} bytes of data, its shape asks for {wanted:,}</source>
        <translation>có {nbytes:,} byte dữ liệu, shape của nó đòi hỏi {wanted:,}</translation>
    </message>
    <message>
        <source>has {nbytes:,} bytes of {name}, whose shape asks for {shape:,}</source>
        <translation>có {nbytes:,} byte của {name}, shape của tensor này đòi hỏi {shape:,}</translation>
    </message>
    <message>
        <source>has {nbytes:,} bytes, its shape asks for {count:,}</source>
        <translation>có {nbytes:,} byte, hình dạng của nó cần {count:,}</translation>
    </message>
    <message>
        <source>has {nbytes:,} bytes, less than the end of a table</source>
        <translation>có {nbytes:,} byte, ít hơn phần kết thúc của một bảng</translation>
    </message>
    <message>
        <source>has {rank} axes; HDF5 allows {max_axes}</source>
        <translation>có {rank} trục; HDF5 cho phép {max_axes}</translation>
    </message>
    <message>
        <source>has {remaining:,} more bytes after the msgpack data</source>
        <translation>có thêm {remaining:,} byte sau dữ liệu msgpack</translation>
    </message>
    <message>
        <source>has {scale:,} scales along axis {axis} of the shape {shape}</source>
        <translation>có {scale:,} scale dọc trục {axis} của shape {shape}</translation>
    </message>
    <message>
        <source>has {scale:,} scales and {zero_point:,} zero points</source>
        <translation>có {scale:,} scale và {zero_point:,} zero point</translation>
    </message>
    <message>
        <source>has {shape:,} elements in {stored:,} bytes</source>
        <translation>có {shape:,} phần tử trong {stored:,} byte</translation>
    </message>
    <message>
        <source>has {shape} axes, of which GGUF allows {max_axes}</source>
        <translation>có {shape} trục, GGUF cho phép {max_axes}</translation>
    </message>
    <message>
        <source>has {shape} axes; numpy allows {max_axes}</source>
        <translation>có {shape} trục; numpy cho phép {max_axes}</translation>
    </message>
    <message>
        <source>has {sizes} of text in one element; {most} are read</source>
        <translation>có {sizes} văn bản trong một phần tử; đọc được {most}</translation>
    </message>
    <message>
        <source>has {text} of the tree {number:,} with what is no number</source>
        <translation>có {text} của cây {number:,} chứa thứ không phải số</translation>
    </message>
    <message>
        <source>has {there:,} elements of text, its shape asks for {count:,}</source>
        <translation>có {there:,} phần tử văn bản, shape của nó đòi hỏi {count:,}</translation>
    </message>
    <message>
        <source>has {there:,} elements, its shape asks for {count:,}</source>
        <translation>có {there:,} phần tử, shape của nó đòi hỏi {count:,}</translation>
    </message>
    <message>
        <source>has {there:,} of {count:,} words: its end is missing or damaged</source>
        <translation>có {there:,} trên {count:,} từ: phần cuối bị thiếu hoặc hỏng</translation>
    </message>
    <message>
        <source>has {value} axes</source>
        <translation>có {value} trục</translation>
    </message>
    <message>
        <source>has {value} larger than its file out of all proportion</source>
        <translation>có {value} lớn quá mức so với tệp của nó</translation>
    </message>
    <message>
        <source>has {value} of more than {max_factor_elements:,} elements</source>
        <translation>có {value} hơn {max_factor_elements:,} phần tử</translation>
    </message>
    <message>
        <source>has {value} of shape {shape}</source>
        <translation>có {value} với shape {shape}</translation>
    </message>
    <message>
        <source>has {value} of shape {shape}, which is no number</source>
        <translation>có {value} với shape {shape}, không phải một số</translation>
    </message>
    <message>
        <source>has {value} of type {dtype}, which are no numbers</source>
        <translation>có {value} kiểu {dtype}, không phải số</translation>
    </message>
    <message>
        <source>has {value} without axes</source>
        <translation>có {value} không có trục</translation>
    </message>
    <message>
        <source>has {words} words for {columns} columns</source>
        <translation>có {words} từ cho {columns} cột</translation>
    </message>
    <message>
        <source>has: takes nan, inf or zeros</source>
        <translation>has: nhận nan, inf hoặc zeros</translation>
    </message>
    <message>
        <source>head_takes is &apos;last step&apos; or &apos;all steps&apos;</source>
        <translation>head_takes là &apos;last step&apos; hoặc &apos;all steps&apos;</translation>
    </message>
    <message>
        <source>hf://, https:// or s3:// address</source>
        <translation>địa chỉ hf://, https:// hoặc s3://</translation>
    </message>
    <message>
        <source>hierarchical softmax</source>
        <translation>softmax phân cấp</translation>
    </message>
    <message>
        <source>high</source>
        <translation>cao</translation>
    </message>
    <message>
        <source>holds Python bytecode, which Keras would run; it was not run</source>
        <translation>chứa bytecode Python mà Keras sẽ chạy; nó không được chạy</translation>
    </message>
    <message>
        <source>holds a NUL, at which HDF5 ends a name</source>
        <translation>chứa ký tự NUL, HDF5 kết thúc tên tại đó</translation>
    </message>
    <message>
        <source>holds a NUL, at which zip archives end a name</source>
        <translation>chứa ký tự NUL, kho zip kết thúc tên tại đó</translation>
    </message>
    <message>
        <source>holds elements that are not shown: {name}</source>
        <translation>chứa các phần tử không được hiển thị: {name}</translation>
    </message>
    <message>
        <source>holds no checkpoint that can be read: {value}</source>
        <translation>không chứa checkpoint nào đọc được: {value}</translation>
    </message>
    <message>
        <source>holds no rank that can be read: {message}</source>
        <translation>không chứa rank nào đọc được: {message}</translation>
    </message>
    <message>
        <source>holds no tensor that can be read</source>
        <translation>không chứa tensor nào đọc được</translation>
    </message>
    <message>
        <source>holds no tensors that can be read{why}</source>
        <translation>không chứa tensor nào đọc được{why}</translation>
    </message>
    <message>
        <source>identical</source>
        <extracomment>What became of a tensor, within a sentence or a line.</extracomment>
        <translation>giống hệt</translation>
    </message>
    <message>
        <source>images seen</source>
        <translation>số ảnh đã xem</translation>
    </message>
    <message>
        <source>importance matrix of llama.cpp</source>
        <translation>ma trận độ quan trọng của llama.cpp</translation>
    </message>
    <message>
        <source>importing torch</source>
        <translation>đang import torch</translation>
    </message>
    <message>
        <source>importing what builds {arch}</source>
        <translation>đang import thứ dựng {arch}</translation>
    </message>
    <message>
        <source>in B: {key}</source>
        <translation>trong B: {key}</translation>
    </message>
    <message>
        <source>in a shard but not in the index</source>
        <translation>có trong một shard nhưng không có trong chỉ mục</translation>
    </message>
    <message>
        <source>in groups of</source>
        <translation>theo nhóm</translation>
    </message>
    <message>
        <source>in head {value} of {heads}, at {index}</source>
        <translation>ở head {value} trên {heads}, tại {index}</translation>
    </message>
    <message>
        <source>in the index but in no shard</source>
        <translation>có trong chỉ mục nhưng không có trong shard nào</translation>
    </message>
    <message>
        <source>incomplete: not all ranks have a part</source>
        <translation>không đầy đủ: không phải rank nào cũng có một phần</translation>
    </message>
    <message>
        <source>index {index} is outside axis {axis} of {key}, which has {size}</source>
        <translation>chỉ số {index} nằm ngoài trục {axis} của {key}, trục này có cỡ {size}</translation>
    </message>
    <message>
        <source>indices and values of a sparse tensor do not fit each other</source>
        <translation>chỉ số và giá trị của tensor thưa không khớp nhau</translation>
    </message>
    <message>
        <source>input</source>
        <translation>đầu vào</translation>
    </message>
    <message>
        <source>input_shape is a list of sizes, such as [1, 3, 224, 224], not {shape}</source>
        <translation>input_shape là danh sách kích thước, chẳng hạn [1, 3, 224, 224], không phải {shape}</translation>
    </message>
    <message>
        <source>inputs</source>
        <translation>đầu vào</translation>
    </message>
    <message>
        <source>integer of {precision} bits</source>
        <translation>số nguyên {precision} bit</translation>
    </message>
    <message>
        <source>integer tensor</source>
        <translation>tensor số nguyên</translation>
    </message>
    <message>
        <source>internal error, a bug in this program ({name}: {error})</source>
        <translation>lỗi nội bộ của chương trình này ({name}: {error})</translation>
    </message>
    <message>
        <source>internal error, a bug in this program; the report has the details</source>
        <extracomment>How long a thread waits before it starts, from the end of the step that asked for it, so that what the interface is just building is first built and painted: with a busy thread beside it, every call into Qt may wait for the interpreter. So often it waits again, since the interface is still being built. So many jobs of one kind run at once: those of a thousand files dropped on the window would take all of its time.</extracomment>
        <translation>lỗi nội bộ, một lỗi của chương trình này; chi tiết ở báo cáo</translation>
    </message>
    <message>
        <source>is GGUF of version {version:,}; this program reads versions 1 to {versions}</source>
        <translation>là GGUF phiên bản {version:,}; chương trình này đọc phiên bản 1 đến {versions}</translation>
    </message>
    <message>
        <source>is a DeepSpeed checkpoint that can&apos;t be read: {why}</source>
        <translation>là checkpoint DeepSpeed không đọc được: {why}</translation>
    </message>
    <message>
        <source>is a Zarr array of the version {version}</source>
        <translation>là mảng Zarr phiên bản {version}</translation>
    </message>
    <message>
        <source>is a Zarr group without arrays</source>
        <translation>là nhóm Zarr không có mảng</translation>
    </message>
    <message>
        <source>is a document of {nbytes}; at most {document_nbytes} are read at once</source>
        <translation>là tài liệu {nbytes}; mỗi lần đọc nhiều nhất {document_nbytes}</translation>
    </message>
    <message>
        <source>is a document that would take more than {document_objects_nbytes} once it is parsed</source>
        <translation>là tài liệu mà khi phân tích sẽ chiếm hơn {document_objects_nbytes}</translation>
    </message>
    <message>
        <source>is a file of this run; choose another name</source>
        <translation>là một tệp của lần huấn luyện này; hãy chọn tên khác</translation>
    </message>
    <message>
        <source>is a folder with more than {max_children:,} files</source>
        <translation>là thư mục có hơn {max_children:,} tệp</translation>
    </message>
    <message>
        <source>is a folder with too many folders in it, or too deep ones</source>
        <translation>là thư mục có quá nhiều thư mục con, hoặc quá sâu</translation>
    </message>
    <message>
        <source>is a folder, not a checkpoint</source>
        <translation>là thư mục, không phải checkpoint</translation>
    </message>
    <message>
        <source>is a folder, not a file</source>
        <translation>là thư mục, không phải tệp</translation>
    </message>
    <message>
        <source>is a link to {target}, which does not exist</source>
        <translation>là liên kết tới {target}, không tồn tại</translation>
    </message>
    <message>
        <source>is a log of TensorBoard, not a checkpoint</source>
        <translation>là nhật ký của TensorBoard, không phải checkpoint</translation>
    </message>
    <message>
        <source>is a manifest that was not finished: run hash -o again, which continues it</source>
        <translation>là manifest chưa hoàn tất: hãy chạy lại hash -o để tiếp tục</translation>
    </message>
    <message>
        <source>is a nested tensor, rows of different lengths, which has no dense form; leave it out</source>
        <translation>là tensor lồng, gồm các hàng dài khác nhau, không có dạng đặc; hãy bỏ nó ra</translation>
    </message>
    <message>
        <source>is a part of a file that was split, not a checkpoint; join all parts in order</source>
        <translation>là một phần của tệp đã bị chia, không phải checkpoint; hãy ghép mọi phần theo thứ tự</translation>
    </message>
    <message>
        <source>is a source of this {what}; choose another name</source>
        <translation>là nguồn của {what} này; hãy chọn tên khác</translation>
    </message>
    <message>
        <source>is a sparse array of complex numbers or of more axes than two, which is not read</source>
        <translation>là mảng thưa của số phức hoặc có hơn hai trục, không được đọc</translation>
    </message>
    <message>
        <source>is a sparse array of {count:,} numbers</source>
        <translation>là mảng thưa gồm {count:,} số</translation>
    </message>
    <message>
        <source>is a table, and not the index of a checkpoint</source>
        <translation>là một bảng, không phải chỉ mục của checkpoint</translation>
    </message>
    <message>
        <source>is a text file of word vectors, which opens under a name that ends in .txt or .vec</source>
        <translation>là tệp văn bản chứa vector từ, mở được dưới tên kết thúc bằng .txt hoặc .vec</translation>
    </message>
    <message>
        <source>is a text of megabytes</source>
        <translation>là văn bản dài hàng megabyte</translation>
    </message>
    <message>
        <source>is a universal checkpoint in which nothing can be read</source>
        <translation>là universal checkpoint trong đó không đọc được gì</translation>
    </message>
    <message>
        <source>is a value, not a tensor</source>
        <translation>là giá trị, không phải tensor</translation>
    </message>
    <message>
        <source>is a {container} model of version {version:,}, which this program does not know</source>
        <translation>là mô hình {container} phiên bản {version:,}, chương trình này không biết</translation>
    </message>
    <message>
        <source>is a {kinds} of Core ML, whose numbers are not read; coremltools does</source>
        <translation>là {kinds} của Core ML, các số của nó không được đọc; coremltools đọc được</translation>
    </message>
    <message>
        <source>is an address without a server</source>
        <translation>là địa chỉ không có máy chủ</translation>
    </message>
    <message>
        <source>is an index of more than {shards:,} shards</source>
        <translation>là chỉ mục của hơn {shards:,} shard</translation>
    </message>
    <message>
        <source>is an index of which no file can be read: {value}</source>
        <translation>là chỉ mục mà không tệp nào của nó đọc được: {value}</translation>
    </message>
    <message>
        <source>is an index of which no shard can be read: {value}</source>
        <translation>là chỉ mục mà không shard nào của nó đọc được: {value}</translation>
    </message>
    <message>
        <source>is an object, not a tensor</source>
        <translation>là đối tượng, không phải tensor</translation>
    </message>
    <message>
        <source>is an unfinished download, not a checkpoint yet</source>
        <translation>là tệp tải dở, chưa phải checkpoint</translation>
    </message>
    <message>
        <source>is at bytes {offset:,} to {value:,} of a file that has {nbytes:,}</source>
        <translation>ở các byte {offset:,} đến {value:,} của tệp có {nbytes:,} byte</translation>
    </message>
    <message>
        <source>is closed</source>
        <translation>đã đóng</translation>
    </message>
    <message>
        <source>is compressed by the filter {missing}, which can&apos;t be undone here</source>
        <translation>được nén bằng bộ lọc {missing}, ở đây không hoàn nguyên được</translation>
    </message>
    <message>
        <source>is converted to {dtype} when it is loaded, which this version can&apos;t do</source>
        <translation>được chuyển sang {dtype} khi nạp, phiên bản này không làm được</translation>
    </message>
    <message>
        <source>is damaged</source>
        <translation>bị hỏng</translation>
    </message>
    <message>
        <source>is damaged: {reason}</source>
        <translation>bị hỏng: {reason}</translation>
    </message>
    <message>
        <source>is described by {record}</source>
        <translation>được mô tả bởi {record}</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>rỗng</translation>
    </message>
    <message>
        <source>is empty: the tensor has no name, give it one (rename &apos;=NAME&apos;)</source>
        <translation>rỗng: tensor không có tên, hãy đặt tên cho nó (đổi tên &apos;=NAME&apos;)</translation>
    </message>
    <message>
        <source>is in a layout of bitsandbytes that depends on the graphics processor</source>
        <translation>theo bố trí của bitsandbytes phụ thuộc vào bộ xử lý đồ họa</translation>
    </message>
    <message>
        <source>is kept, and damaged; nothing was deleted ({message})</source>
        <translation>được giữ lại, và bị hỏng; không có gì bị xóa ({message})</translation>
    </message>
    <message>
        <source>is kept, and {key} can&apos;t be read; nothing was deleted</source>
        <translation>được giữ lại, và không đọc được {key}; không có gì bị xóa</translation>
    </message>
    <message>
        <source>is listed, and there are no data of it</source>
        <translation>có trong danh sách, nhưng không có dữ liệu</translation>
    </message>
    <message>
        <source>is made of parts of other datasets, which are not followed</source>
        <translation>gồm các phần của dataset khác, không được lần theo</translation>
    </message>
    <message>
        <source>is no folder of the archive</source>
        <translation>không phải thư mục của kho lưu trữ</translation>
    </message>
    <message>
        <source>is no folder of the repository</source>
        <translation>không phải thư mục của kho mô hình</translation>
    </message>
    <message>
        <source>is no manifest</source>
        <translation>không phải manifest</translation>
    </message>
    <message>
        <source>is no program</source>
        <translation>không phải chương trình</translation>
    </message>
    <message>
        <source>is no shard but an index</source>
        <translation>không phải shard mà là chỉ mục</translation>
    </message>
    <message>
        <source>is no torch.nn.Module but of type {name}</source>
        <translation>không phải torch.nn.Module mà thuộc kiểu {name}</translation>
    </message>
    <message>
        <source>is not HDF5: {refusal}</source>
        <translation>không phải HDF5: {refusal}</translation>
    </message>
    <message>
        <source>is not JSON to its end</source>
        <translation>không phải JSON cho đến hết</translation>
    </message>
    <message>
        <source>is not Unicode text</source>
        <translation>không phải văn bản Unicode</translation>
    </message>
    <message>
        <source>is not a checkpoint of any format this version knows</source>
        <translation>không phải checkpoint thuộc định dạng nào mà phiên bản này biết</translation>
    </message>
    <message>
        <source>is not a compressed file of joblib&apos;s</source>
        <translation>không phải tệp nén của joblib</translation>
    </message>
    <message>
        <source>is not a compressed file of joblib&apos;s: it has no length</source>
        <translation>không phải tệp nén của joblib: nó không có độ dài</translation>
    </message>
    <message>
        <source>is not a folder of this machine</source>
        <translation>không phải thư mục trên máy này</translation>
    </message>
    <message>
        <source>is not a manifest, an LFS pointer, or a list of SHA-256 sums</source>
        <translation>không phải manifest, con trỏ LFS, hay danh sách mã SHA-256</translation>
    </message>
    <message>
        <source>is not accessible: the server refuses it</source>
        <translation>không truy cập được: máy chủ từ chối</translation>
    </message>
    <message>
        <source>is not accessible: the server refuses it for this token</source>
        <translation>không truy cập được: máy chủ từ chối token này</translation>
    </message>
    <message>
        <source>is not an address that can be asked for</source>
        <translation>không phải địa chỉ có thể truy vấn</translation>
    </message>
    <message>
        <source>is not an array</source>
        <translation>không phải mảng</translation>
    </message>
    <message>
        <source>is not an index of Keras weights ({error})</source>
        <translation>không phải chỉ mục của trọng số Keras ({error})</translation>
    </message>
    <message>
        <source>is not an index of shards ({error})</source>
        <translation>không phải chỉ mục của các shard ({error})</translation>
    </message>
    <message>
        <source>is not in a recognized checkpoint format</source>
        <translation>không thuộc định dạng checkpoint nào nhận ra được</translation>
    </message>
    <message>
        <source>is not in the store</source>
        <translation>không có trong kho</translation>
    </message>
    <message>
        <source>is not text to its end</source>
        <translation>không phải văn bản cho đến hết</translation>
    </message>
    <message>
        <source>is not the XML of a model ({error})</source>
        <translation>không phải XML của một mô hình ({error})</translation>
    </message>
    <message>
        <source>is not the name of a file beside the index, and was not opened</source>
        <translation>không phải tên của tệp bên cạnh chỉ mục, nên không được mở</translation>
    </message>
    <message>
        <source>is not what a verb wrote with --json</source>
        <translation>không phải thứ mà một lệnh đã ghi với --json</translation>
    </message>
    <message>
        <source>is not what it was when it was compared</source>
        <translation>không còn như lúc được so sánh</translation>
    </message>
    <message>
        <source>is not written as hf://owner/name, hf://owner/name@revision or with /path behind</source>
        <translation>không được viết dạng hf://owner/name, hf://owner/name@revision hoặc có /path phía sau</translation>
    </message>
    <message>
        <source>is not written as s3://bucket/name</source>
        <translation>không được viết dạng s3://bucket/name</translation>
    </message>
    <message>
        <source>is of type {dtype} and shape {shape}, to which nothing is added</source>
        <translation>có kiểu {dtype} và shape {shape}, không cộng thêm gì vào đó được</translation>
    </message>
    <message>
        <source>is of type {dtype}, which {suffixes} files can&apos;t hold; {ways}</source>
        <translation>có kiểu {dtype}, tệp {suffixes} không chứa được; {ways}</translation>
    </message>
    <message>
        <source>is of version {version} of fastText&apos;s models; versions 11 and 12 are read</source>
        <translation>thuộc phiên bản {version} của mô hình fastText; chỉ đọc các phiên bản 11 và 12</translation>
    </message>
    <message>
        <source>is of version {version}; MATLAB files of level 5 are of version {version2}</source>
        <translation>có phiên bản {version}; tệp MATLAB level 5 có phiên bản {version2}</translation>
    </message>
    <message>
        <source>is of version {version}; TensorFlow Lite models are of version {version2}</source>
        <translation>thuộc phiên bản {version}; mô hình TensorFlow Lite thuộc phiên bản {version2}</translation>
    </message>
    <message>
        <source>is on a server, not a file of this machine; export it to one first</source>
        <translation>ở trên máy chủ, không phải tệp trên máy này; hãy xuất nó ra tệp trước</translation>
    </message>
    <message>
        <source>is one of more than {shards:,} files</source>
        <translation>là một trong hơn {shards:,} tệp</translation>
    </message>
    <message>
        <source>is part of an archive, not a file of its own</source>
        <translation>là một phần của kho lưu trữ, không phải tệp riêng</translation>
    </message>
    <message>
        <source>is part of the configuration of a model, not its weights; open its folder, or the weights beside it</source>
        <translation>là một phần cấu hình của mô hình, không phải trọng số; hãy mở thư mục của nó, hoặc tệp trọng số bên cạnh</translation>
    </message>
    <message>
        <source>is quantised by the impossible scale {scale}</source>
        <translation>được lượng tử hóa với hệ số tỷ lệ không thể có {scale}</translation>
    </message>
    <message>
        <source>is quantised, which is not decoded</source>
        <translation>được lượng tử hóa, không được giải mã</translation>
    </message>
    <message>
        <source>is redirected again and again</source>
        <translation>bị chuyển hướng hết lần này đến lần khác</translation>
    </message>
    <message>
        <source>is redirected to {scheme}, which is not followed</source>
        <translation>bị chuyển hướng tới {scheme}, không được lần theo</translation>
    </message>
    <message>
        <source>is said to be at byte {offset:,} of {name}, where no weights are</source>
        <translation>được khai là ở byte {offset:,} của {name}, nơi không có trọng số</translation>
    </message>
    <message>
        <source>is said to decompress from {compressed_nbytes} to {nbytes}, as no weights do; extract it if you trust it</source>
        <translation>được khai là giải nén từ {compressed_nbytes} ra {nbytes}, không trọng số nào như vậy; hãy giải nén nó nếu bạn tin tưởng</translation>
    </message>
    <message>
        <source>is said to have the shape {shape}, which its parts do not fit</source>
        <translation>được khai là có shape {shape}, các phần của nó không khớp</translation>
    </message>
    <message>
        <source>is served only as a whole</source>
        <translation>chỉ được phục vụ nguyên cả tệp</translation>
    </message>
    <message>
        <source>is sparse text, which is not read</source>
        <translation>là văn bản thưa, không được đọc</translation>
    </message>
    <message>
        <source>is sparse, and lacks indices or values</source>
        <translation>là tensor thưa, và thiếu chỉ số hoặc giá trị</translation>
    </message>
    <message>
        <source>is text in slices, which is not put together</source>
        <translation>là văn bản chia lát, không được ghép lại</translation>
    </message>
    <message>
        <source>is text, which is not decoded</source>
        <translation>là văn bản, không được giải mã</translation>
    </message>
    <message>
        <source>is the data of a TensorFlow checkpoint; {index}.index, which says what it holds, is not beside it</source>
        <translation>là dữ liệu của một checkpoint TensorFlow; {index}.index, cho biết nó chứa gì, không có bên cạnh</translation>
    </message>
    <message>
        <source>is the index of {shards:,} files</source>
        <translation>là chỉ mục của {shards:,} tệp</translation>
    </message>
    <message>
        <source>is too long for a name in HDF5</source>
        <translation>quá dài để làm tên trong HDF5</translation>
    </message>
    <message>
        <source>is too long for the name of a zip member</source>
        <translation>quá dài để làm tên của một thành viên zip</translation>
    </message>
    <message>
        <source>is where safetensors keeps its metadata</source>
        <translation>là nơi safetensors giữ siêu dữ liệu</translation>
    </message>
    <message>
        <source>is {compression} data too</source>
        <translation>cũng là dữ liệu {compression}</translation>
    </message>
    <message>
        <source>is {compression} data whose inside is not a checkpoint of any known format</source>
        <translation>là dữ liệu {compression} mà bên trong không phải checkpoint thuộc định dạng nào đã biết</translation>
    </message>
    <message>
        <source>is {compression} data whose inside {reason}</source>
        <translation>là dữ liệu {compression} mà bên trong {reason}</translation>
    </message>
    <message>
        <source>is {kind}, not a file</source>
        <translation>là {kind}, không phải tệp</translation>
    </message>
    <message>
        <source>is {layout}, to which nothing is added</source>
        <translation>là {layout}, không cộng thêm gì vào đó được</translation>
    </message>
    <message>
        <source>is {shape}, and the base&apos;s is {shape2}</source>
        <translation>là {shape}, còn của mô hình gốc là {shape2}</translation>
    </message>
    <message>
        <source>is {shape}, and {key} is {shape2}</source>
        <translation>là {shape}, còn {key} là {shape2}</translation>
    </message>
    <message>
        <source>is {what}, not a checkpoint</source>
        <translation>là {what}, không phải checkpoint</translation>
    </message>
    <message>
        <source>is {what}, which this version does not read</source>
        <translation>là {what}, phiên bản này không đọc</translation>
    </message>
    <message>
        <source>it begins like a pickle of a protocol that does not exist</source>
        <translation>nó bắt đầu như pickle của một giao thức không tồn tại</translation>
    </message>
    <message>
        <source>it begins with text instead of the length of its header</source>
        <translation>nó bắt đầu bằng văn bản thay vì độ dài header</translation>
    </message>
    <message>
        <source>it does not begin as compressed data does</source>
        <translation>nó không bắt đầu như dữ liệu nén</translation>
    </message>
    <message>
        <source>it does not begin with GGUF</source>
        <translation>nó không bắt đầu bằng GGUF</translation>
    </message>
    <message>
        <source>it does not begin with a magic of ggml</source>
        <translation>nó không bắt đầu bằng magic của ggml</translation>
    </message>
    <message>
        <source>it does not begin with a tensor</source>
        <translation>nó không bắt đầu bằng một tensor</translation>
    </message>
    <message>
        <source>it does not begin with a variable</source>
        <translation>nó không bắt đầu bằng một biến</translation>
    </message>
    <message>
        <source>it does not begin with a version and a name</source>
        <translation>nó không bắt đầu bằng phiên bản và tên</translation>
    </message>
    <message>
        <source>it does not begin with a version of Darknet</source>
        <translation>nó không bắt đầu bằng một phiên bản của Darknet</translation>
    </message>
    <message>
        <source>it does not begin with the magic number of a torch file</source>
        <translation>nó không bắt đầu bằng magic number của tệp torch</translation>
    </message>
    <message>
        <source>it has fields that no model has</source>
        <translation>nó có các trường mà không mô hình nào có</translation>
    </message>
    <message>
        <source>it has neither an index of shards (*{index_suffix}), nor shards, nor weights under a usual name</source>
        <translation>nó không có chỉ mục shard (*{index_suffix}), không có shard, cũng không có trọng số dưới tên thường gặp</translation>
    </message>
    <message>
        <source>it has neither magic bytes nor files of a folder to be known by</source>
        <translation>nó không có magic byte, cũng không có tệp đặc trưng của một thư mục</translation>
    </message>
    <message>
        <source>it has no *_model_states.pt</source>
        <translation>nó không có *_model_states.pt</translation>
    </message>
    <message>
        <source>it has no .param beside it</source>
        <translation>bên cạnh nó không có .param</translation>
    </message>
    <message>
        <source>it has no .xml beside it</source>
        <translation>bên cạnh nó không có .xml</translation>
    </message>
    <message>
        <source>it has no arrays</source>
        <translation>không có mảng nào</translation>
    </message>
    <message>
        <source>it has no consolidated.NN.pth</source>
        <translation>nó không có consolidated.NN.pth</translation>
    </message>
    <message>
        <source>it has no file checkpoint</source>
        <translation>nó không có tệp checkpoint</translation>
    </message>
    <message>
        <source>it has no files of several ranks</source>
        <translation>nó không có tệp của nhiều rank</translation>
    </message>
    <message>
        <source>it has no graph</source>
        <translation>nó không có đồ thị</translation>
    </message>
    <message>
        <source>it has no layers</source>
        <translation>nó không có tầng nào</translation>
    </message>
    <message>
        <source>it has no learner</source>
        <translation>nó không có learner</translation>
    </message>
    <message>
        <source>it has no model.bin</source>
        <translation>nó không có model.bin</translation>
    </message>
    <message>
        <source>it has no mp_rank_00 with a model</source>
        <translation>nó không có mp_rank_00 chứa mô hình</translation>
    </message>
    <message>
        <source>it has no saved_model.pb</source>
        <translation>nó không có saved_model.pb</translation>
    </message>
    <message>
        <source>it has no shard-*.safetensors</source>
        <translation>nó không có shard-*.safetensors</translation>
    </message>
    <message>
        <source>it has no single argument</source>
        <translation>nó không có một đối số duy nhất</translation>
    </message>
    <message>
        <source>it has no weight_map</source>
        <translation>nó không có weight_map</translation>
    </message>
    <message>
        <source>it has no weightsManifest</source>
        <translation>nó không có weightsManifest</translation>
    </message>
    <message>
        <source>it has no words with vectors of one size</source>
        <translation>nó không có từ nào với các vector cùng kích thước</translation>
    </message>
    <message>
        <source>it has no zero/*/fp32.pt</source>
        <translation>nó không có zero/*/fp32.pt</translation>
    </message>
    <message>
        <source>it has no {missing}</source>
        <translation>nó không có {missing}</translation>
    </message>
    <message>
        <source>it has other fields than a SavedModel</source>
        <translation>nó có các trường khác với SavedModel</translation>
    </message>
    <message>
        <source>it has other fields than a checkpoint</source>
        <translation>nó có các trường khác với checkpoint</translation>
    </message>
    <message>
        <source>it has other fields than a graph</source>
        <translation>nó có các trường khác với đồ thị</translation>
    </message>
    <message>
        <source>it has other fields than a model</source>
        <translation>nó có các trường khác với mô hình</translation>
    </message>
    <message>
        <source>it has other fields than a tensor</source>
        <translation>nó có các trường khác với tensor</translation>
    </message>
    <message>
        <source>it has {names}</source>
        <translation>nó có {names}</translation>
    </message>
    <message>
        <source>it holds no graph</source>
        <translation>nó không chứa đồ thị</translation>
    </message>
    <message>
        <source>it holds no tree of arrays that Orbax describes</source>
        <translation>nó không chứa cây mảng nào mà Orbax mô tả</translation>
    </message>
    <message>
        <source>it holds nothing</source>
        <translation>nó không chứa gì</translation>
    </message>
    <message>
        <source>it holds {names}{more}</source>
        <translation>nó chứa {names}{more}</translation>
    </message>
    <message>
        <source>it is TorchScript</source>
        <translation>nó là TorchScript</translation>
    </message>
    <message>
        <source>it is XML, and no net</source>
        <translation>nó là XML, không phải mạng</translation>
    </message>
    <message>
        <source>it is a part of a file that was split: join all parts in order</source>
        <translation>đây là một phần của tệp đã bị chia nhỏ: hãy nối tất cả các phần theo thứ tự</translation>
    </message>
    <message>
        <source>it is cut off</source>
        <translation>nó bị cắt cụt</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>nó rỗng</translation>
    </message>
    <message>
        <source>it is no cache of a model hub</source>
        <translation>nó không phải cache của hub mô hình</translation>
    </message>
    <message>
        <source>it is no folder</source>
        <translation>nó không phải thư mục</translation>
    </message>
    <message>
        <source>it is no folder of one checkpoint of flax</source>
        <translation>nó không phải thư mục của một checkpoint flax</translation>
    </message>
    <message>
        <source>it is no message of Core ML</source>
        <translation>nó không phải message của Core ML</translation>
    </message>
    <message>
        <source>it is no msgpack map with a text as its first key</source>
        <translation>nó không phải map msgpack có khóa đầu tiên là văn bản</translation>
    </message>
    <message>
        <source>it is no pickle: {reason}</source>
        <translation>nó không phải pickle: {reason}</translation>
    </message>
    <message>
        <source>it is no program</source>
        <translation>nó không phải chương trình</translation>
    </message>
    <message>
        <source>it is no program of Paddle</source>
        <translation>nó không phải chương trình Paddle</translation>
    </message>
    <message>
        <source>it is no tar archive</source>
        <translation>nó không phải kho tar</translation>
    </message>
    <message>
        <source>it is not Unicode</source>
        <translation>nó không phải Unicode</translation>
    </message>
    <message>
        <source>it is not called *.eqx</source>
        <translation>tên không phải *.eqx</translation>
    </message>
    <message>
        <source>it is not called *.weights.json</source>
        <translation>nó không có tên dạng *.weights.json</translation>
    </message>
    <message>
        <source>it is not {compression} data</source>
        <translation>nó không phải dữ liệu {compression}</translation>
    </message>
    <message>
        <source>it is pickled instead of stored raw</source>
        <translation>nó được pickle thay vì lưu thô</translation>
    </message>
    <message>
        <source>it names none</source>
        <translation>nó không nêu gì</translation>
    </message>
    <message>
        <source>it says not how many words there are, and is not at hand to be counted</source>
        <translation>nó không cho biết có bao nhiêu từ, và không ở máy này để đếm</translation>
    </message>
    <message>
        <source>it should hold {missing}</source>
        <translation>nó phải chứa {missing}</translation>
    </message>
    <message>
        <source>its .metadata has no tensors</source>
        <translation>.metadata của nó không có tensor</translation>
    </message>
    <message>
        <source>its .metadata is not that of a distributed checkpoint</source>
        <translation>.metadata của nó không phải của checkpoint phân tán</translation>
    </message>
    <message>
        <source>its SHA-256 is {found}</source>
        <translation>SHA-256 của nó là {found}</translation>
    </message>
    <message>
        <source>its archive_format is {text}</source>
        <translation>archive_format của nó là {text}</translation>
    </message>
    <message>
        <source>its base model</source>
        <translation>mô hình gốc của nó</translation>
    </message>
    <message>
        <source>its base model, {base}</source>
        <translation>mô hình gốc của nó, {base}</translation>
    </message>
    <message>
        <source>its bytes were pickled out of band, beside this file</source>
        <translation>byte của nó được pickle ngoài luồng, bên cạnh tệp này</translation>
    </message>
    <message>
        <source>its checkpoint names no checkpoint</source>
        <translation>checkpoint của nó không nêu checkpoint nào</translation>
    </message>
    <message>
        <source>its delta is zero: never trained</source>
        <translation>delta của nó bằng 0: chưa từng được huấn luyện</translation>
    </message>
    <message>
        <source>its deltas are all zero (never trained)</source>
        <translation>mọi delta của nó bằng 0 (chưa từng được huấn luyện)</translation>
    </message>
    <message>
        <source>its description lacks a field</source>
        <translation>bản mô tả của nó thiếu một trường</translation>
    </message>
    <message>
        <source>its element type has the unknown code {code:,}</source>
        <translation>kiểu phần tử của nó có mã lạ {code:,}</translation>
    </message>
    <message>
        <source>its files are not DeepSpeed&apos;s</source>
        <translation>các tệp của nó không phải của DeepSpeed</translation>
    </message>
    <message>
        <source>its first block is none</source>
        <translation>khối đầu tiên của nó không hợp lệ</translation>
    </message>
    <message>
        <source>its first layer is none</source>
        <translation>tầng đầu tiên của nó không hợp lệ</translation>
    </message>
    <message>
        <source>its first node is none</source>
        <translation>nút đầu tiên của nó không hợp lệ</translation>
    </message>
    <message>
        <source>its first object is no table of Lua</source>
        <translation>đối tượng đầu tiên không phải bảng Lua</translation>
    </message>
    <message>
        <source>its first object is none of Torch7: it {reason}</source>
        <translation>đối tượng đầu tiên không phải của Torch7: nó {reason}</translation>
    </message>
    <message>
        <source>its first parameter has no tag and tensor</source>
        <translation>tham số đầu tiên của nó không có nhãn và tensor</translation>
    </message>
    <message>
        <source>its first parameter has no type</source>
        <translation>tham số đầu tiên của nó không có kiểu</translation>
    </message>
    <message>
        <source>its first tensor has no name</source>
        <translation>tensor đầu tiên của nó không có tên</translation>
    </message>
    <message>
        <source>its first tensor is none: it {reason}</source>
        <translation>tensor đầu tiên của nó không hợp lệ: nó {reason}</translation>
    </message>
    <message>
        <source>its first weight has no name</source>
        <translation>trọng số đầu tiên không có tên</translation>
    </message>
    <message>
        <source>its header has no byte order</source>
        <translation>header của nó không có thứ tự byte</translation>
    </message>
    <message>
        <source>its key fits</source>
        <translation>khóa của nó khớp</translation>
    </message>
    <message>
        <source>its length is {elements}</source>
        <translation>độ dài của nó là {elements}</translation>
    </message>
    <message>
        <source>its name is not a step&apos;s</source>
        <translation>tên của nó không phải tên của một bước</translation>
    </message>
    <message>
        <source>its name is not of small letters, digits and &apos;-&apos;</source>
        <translation>tên của nó không gồm chữ thường, chữ số và &apos;-&apos;</translation>
    </message>
    <message>
        <source>its pieces have different numbers of axes</source>
        <translation>các mảnh của nó có số trục khác nhau</translation>
    </message>
    <message>
        <source>its schema.json describes no objects</source>
        <translation>schema.json của nó không mô tả đối tượng nào</translation>
    </message>
    <message>
        <source>its shard-*.safetensors are not pieces</source>
        <translation>các shard-*.safetensors của nó không phải mảnh</translation>
    </message>
    <message>
        <source>its type is that of no tensor</source>
        <translation>kiểu của nó không phải của tensor nào</translation>
    </message>
    <message>
        <source>its version or name is none</source>
        <translation>phiên bản hoặc tên của nó không hợp lệ</translation>
    </message>
    <message>
        <source>its wrapper names no file</source>
        <translation>lớp bọc của nó không nêu tệp nào</translation>
    </message>
    <message>
        <source>its {metadata_name} is not that of a distributed checkpoint</source>
        <translation>{metadata_name} của nó không phải của checkpoint phân tán</translation>
    </message>
    <message>
        <source>keeps {kept:,} of {steps:,} checkpoints</source>
        <translation>giữ lại {kept:,} trên {steps:,} checkpoint</translation>
    </message>
    <message>
        <source>key</source>
        <translation>phím</translation>
    </message>
    <message>
        <source>lacks {name}, which is needed for {what}</source>
        <translation>thiếu {name}, cần cho {what}</translation>
    </message>
    <message>
        <source>largest magnitude</source>
        <extracomment>Rows and columns of a picture at most. Kernels shown side by side along each axis at most. Kernels larger than this are pictures of their own rather than tiles. Values read at once. Share of the cells that the colors span; a few outliers would make all others look like zero.</extracomment>
        <translation>độ lớn lớn nhất</translation>
    </message>
    <message>
        <source>largest update of</source>
        <translation>cập nhật lớn nhất của</translation>
    </message>
    <message>
        <source>last</source>
        <translation>lớp cuối</translation>
    </message>
    <message>
        <source>last chunk</source>
        <translation>đoạn cuối</translation>
    </message>
    <message>
        <source>last step</source>
        <translation>bước cuối</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>tầng</translation>
    </message>
    <message>
        <source>layer {name}</source>
        <translation>tầng {name}</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>các tầng</translation>
    </message>
    <message>
        <source>leads to another file, which is not opened</source>
        <translation>dẫn tới tệp khác, tệp đó không được mở</translation>
    </message>
    <message>
        <source>leave it out or choose another format</source>
        <translation>hãy bỏ nó ra hoặc chọn định dạng khác</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>bỏ qua</translation>
    </message>
    <message>
        <source>legacy protocol version {root} does not exist</source>
        <translation>phiên bản giao thức cũ {root} không tồn tại</translation>
    </message>
    <message>
        <source>lies beside a pickle that is not a file of its own</source>
        <translation>nằm bên cạnh một pickle không phải tệp riêng</translation>
    </message>
    <message>
        <source>lies in more groups than are gone through</source>
        <translation>nằm trong nhiều nhóm hơn mức được duyệt</translation>
    </message>
    <message>
        <source>lies in more than {max_depth} groups</source>
        <translation>nằm trong hơn {max_depth} nhóm</translation>
    </message>
    <message>
        <source>lies in more than {ocdbt_files:,} files</source>
        <translation>nằm trong hơn {ocdbt_files:,} tệp</translation>
    </message>
    <message>
        <source>linear layers in a row</source>
        <translation>các tầng tuyến tính nối tiếp</translation>
    </message>
    <message>
        <source>log scale</source>
        <translation>thang log</translation>
    </message>
    <message>
        <source>looks for any files</source>
        <translation>tìm tệp bất kỳ</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>mất mát</translation>
    </message>
    <message>
        <source>low</source>
        <translation>thấp</translation>
    </message>
    <message>
        <source>lr</source>
        <translation>tốc độ học</translation>
    </message>
    <message>
        <source>magic number</source>
        <translation>magic number</translation>
    </message>
    <message>
        <source>magnitudes</source>
        <translation>độ lớn</translation>
    </message>
    <message>
        <source>mark</source>
        <translation>dấu</translation>
    </message>
    <message>
        <source>max abs</source>
        <translation>max abs</translation>
    </message>
    <message>
        <source>max error</source>
        <translation>sai số lớn nhất</translation>
    </message>
    <message>
        <source>max |d|</source>
        <translation>max |d|</translation>
    </message>
    <message>
        <source>max |d| {value}</source>
        <translation>max |d| {value}</translation>
    </message>
    <message>
        <source>may be {found} or {found2}</source>
        <translation>có thể là {found} hoặc {found2}</translation>
    </message>
    <message>
        <source>may grow to more chunks than can be counted</source>
        <translation>có thể lớn tới nhiều chunk hơn mức đếm được</translation>
    </message>
    <message>
        <source>may write to any file</source>
        <translation>có thể ghi vào tệp bất kỳ</translation>
    </message>
    <message>
        <source>may write to files</source>
        <translation>có thể ghi vào tệp</translation>
    </message>
    <message>
        <source>may write to files and to the network</source>
        <translation>có thể ghi vào tệp và ra mạng</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>trung bình</translation>
    </message>
    <message>
        <source>mean |d|</source>
        <translation>trung bình |d|</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>ý nghĩa</translation>
    </message>
    <message>
        <source>mel filters</source>
        <translation>bộ lọc mel</translation>
    </message>
    <message>
        <source>method of a computed name</source>
        <translation>phương thức có tên được tính ra</translation>
    </message>
    <message>
        <source>min, max, mean, median, std, rms, l2, peak (max / rms), zeros, nan, inf</source>
        <translation>min, max, mean, median, std, rms, l2, peak (max / rms), zeros, nan, inf</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>thiếu</translation>
    </message>
    <message>
        <source>model hub cache</source>
        <translation>cache của hub mô hình</translation>
    </message>
    <message>
        <source>model version</source>
        <translation>phiên bản mô hình</translation>
    </message>
    <message>
        <source>model.pth, .safetensors, …</source>
        <translation>model.pth, .safetensors, …</translation>
    </message>
    <message>
        <source>model.py, or an installed module such as package.models</source>
        <translation>model.py, hoặc module đã cài như package.models</translation>
    </message>
    <message>
        <source>module &apos;inspector&apos; has no attribute {name}</source>
        <translation>module &apos;inspector&apos; không có thuộc tính {name}</translation>
    </message>
    <message>
        <source>module by module for the reasons below</source>
        <translation>theo từng module vì các lý do dưới đây</translation>
    </message>
    <message>
        <source>more than {most} of text can&apos;t be shown at once; name a smaller slice</source>
        <translation>không hiển thị cùng lúc được hơn {most} văn bản; hãy nêu lát cắt nhỏ hơn</translation>
    </message>
    <message>
        <source>multilayer perceptron with hidden and output layers</source>
        <translation>perceptron nhiều tầng với tầng ẩn và tầng đầu ra</translation>
    </message>
    <message>
        <source>mxnet version</source>
        <translation>phiên bản mxnet</translation>
    </message>
    <message>
        <source>name</source>
        <translation>tên</translation>
    </message>
    <message>
        <source>named by the config.json beside the weights; its keys are compared when it is built</source>
        <translation>được nêu trong config.json bên cạnh trọng số; các khóa được so sánh khi dựng mô hình</translation>
    </message>
    <message>
        <source>names a checkpoint outside its folder: {path}</source>
        <translation>nêu một checkpoint ngoài thư mục của nó: {path}</translation>
    </message>
    <message>
        <source>names a data file that is not text</source>
        <translation>nêu một tệp dữ liệu không phải văn bản</translation>
    </message>
    <message>
        <source>names itself as the file with its data</source>
        <translation>nêu chính nó là tệp chứa dữ liệu của nó</translation>
    </message>
    <message>
        <source>names no checkpoint</source>
        <translation>không nêu checkpoint nào</translation>
    </message>
    <message>
        <source>names with values</source>
        <translation>tên kèm giá trị</translation>
    </message>
    <message>
        <source>names {name} as the latest checkpoint, which is not there</source>
        <translation>nêu {name} là checkpoint mới nhất, nhưng nó không tồn tại</translation>
    </message>
    <message>
        <source>names {name}, which is not the name of a file beside it</source>
        <translation>nêu {name}, không phải tên của một tệp bên cạnh nó</translation>
    </message>
    <message>
        <source>ncnn model</source>
        <translation>mô hình ncnn</translation>
    </message>
    <message>
        <source>needs Python 3.11 or newer, and the one chosen is older</source>
        <translation>cần Python 3.11 trở lên, bản đã chọn cũ hơn</translation>
    </message>
    <message>
        <source>needs bytes {offset:,} to {value:,}, which lie past the end at {nbytes:,}</source>
        <translation>cần các byte {offset:,} đến {value:,}, nằm ngoài điểm cuối {nbytes:,}</translation>
    </message>
    <message>
        <source>needs more memory than there is</source>
        <translation>cần nhiều bộ nhớ hơn mức hiện có</translation>
    </message>
    <message>
        <source>needs more than 128 MiB to be decompressed</source>
        <translation>cần hơn 128 MiB để giải nén</translation>
    </message>
    <message>
        <source>needs permission, which the token does not give</source>
        <translation>cần quyền mà token không có</translation>
    </message>
    <message>
        <source>needs permission; no token was found</source>
        <translation>cần quyền; không tìm thấy token nào</translation>
    </message>
    <message>
        <source>negative bit</source>
        <translation>bit âm</translation>
    </message>
    <message>
        <source>negative sampling</source>
        <translation>lấy mẫu âm</translation>
    </message>
    <message>
        <source>no Dask scheduler answers at {place}</source>
        <translation>không có bộ lập lịch Dask nào trả lời tại {place}</translation>
    </message>
    <message>
        <source>no HDF5 begins in it</source>
        <translation>không có HDF5 nào bắt đầu trong đó</translation>
    </message>
    <message>
        <source>no Ray cluster answers at {value}</source>
        <translation>không có cụm Ray nào trả lời tại {value}</translation>
    </message>
    <message>
        <source>no checkpoint has a loss to be the best by; name other rules to keep</source>
        <translation>không checkpoint nào có loss để chọn cái tốt nhất; hãy nêu quy tắc giữ khác</translation>
    </message>
    <message>
        <source>no checkpoints were named that could be steps of a run</source>
        <translation>không nêu checkpoint nào có thể là các bước của một lần huấn luyện</translation>
    </message>
    <message>
        <source>no config.json beside the checkpoint names {arch}, and its keys and shapes do not tell it</source>
        <translation>bên cạnh checkpoint không có config.json nêu {arch}, còn khóa và shape thì không cho biết</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>không có dữ liệu</translation>
    </message>
    <message numerus="yes">
        <source>no difference in %n tensor</source>
        <comment>no difference in %n tensors</comment>
        <translation>
            <numerusform>không khác biệt ở %n tensor</numerusform>
        </translation>
    </message>
    <message>
        <source>no file has all of it</source>
        <translation>không tệp nào có đủ nó</translation>
    </message>
    <message>
        <source>no frame has such blocks</source>
        <translation>không frame nào có các khối như vậy</translation>
    </message>
    <message>
        <source>no hashes</source>
        <translation>không có mã băm</translation>
    </message>
    <message>
        <source>no module</source>
        <translation>không có module</translation>
    </message>
    <message>
        <source>no other interpreter that was found can import {value}</source>
        <translation>không trình thông dịch nào khác tìm được import được {value}</translation>
    </message>
    <message>
        <source>no other record of a PyTorch file lies beside data.pkl</source>
        <translation>bên cạnh data.pkl không có bản ghi nào khác của tệp PyTorch</translation>
    </message>
    <message>
        <source>no statistics to combine</source>
        <translation>không có thống kê để kết hợp</translation>
    </message>
    <message>
        <source>no such file</source>
        <translation>không có tệp này</translation>
    </message>
    <message>
        <source>no such module in the base</source>
        <translation>không có module này trong mô hình gốc</translation>
    </message>
    <message>
        <source>no such tensor in the base</source>
        <translation>không có tensor này trong mô hình gốc</translation>
    </message>
    <message>
        <source>no tensor begins at byte {start:,}</source>
        <translation>không có tensor nào bắt đầu ở byte {start:,}</translation>
    </message>
    <message>
        <source>no tensor is selected: a glob must match the whole dotted key, as &apos;*.weight&apos; does</source>
        <translation>không có tensor nào được chọn: glob phải khớp toàn bộ khóa có dấu chấm, như &apos;*.weight&apos;</translation>
    </message>
    <message>
        <source>no tensor says what it holds</source>
        <translation>không tensor nào cho biết nó chứa gì</translation>
    </message>
    <message>
        <source>no tensors</source>
        <extracomment>Rows that are looked at together; who selects more is told so. Layers are looked for among the names of so many tensors; no map of more could be read, and looking takes a while. So many entries are looked at all together before any is shown, and no more.</extracomment>
        <translation>không có tensor</translation>
    </message>
    <message>
        <source>no token was found</source>
        <translation>không tìm thấy token nào</translation>
    </message>
    <message>
        <source>node of its OCDBT tree</source>
        <translation>nút của cây OCDBT của nó</translation>
    </message>
    <message>
        <source>none</source>
        <translation>không có</translation>
    </message>
    <message>
        <source>not Core ML</source>
        <translation>không phải Core ML</translation>
    </message>
    <message>
        <source>not a legacy torch file: the magic number is wrong</source>
        <translation>không phải tệp torch kiểu cũ: magic number sai</translation>
    </message>
    <message>
        <source>not a plain value</source>
        <translation>không phải giá trị đơn giản</translation>
    </message>
    <message>
        <source>not a tensor</source>
        <translation>không phải tensor</translation>
    </message>
    <message>
        <source>not enough memory</source>
        <translation>không đủ bộ nhớ</translation>
    </message>
    <message>
        <source>not finite</source>
        <translation>không hữu hạn</translation>
    </message>
    <message>
        <source>not in the file</source>
        <translation>không có trong tệp</translation>
    </message>
    <message>
        <source>not in the manifest</source>
        <translation>không có trong manifest</translation>
    </message>
    <message>
        <source>not in the shard that the index names; shown from the one that has it</source>
        <translation>không có trong shard mà chỉ mục nêu; hiển thị từ shard có nó</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>không biết</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>chưa đọc</translation>
    </message>
    <message>
        <source>not shown</source>
        <translation>không hiển thị</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>không có gì</translation>
    </message>
    <message>
        <source>nothing to check</source>
        <translation>không có gì để kiểm tra</translation>
    </message>
    <message>
        <source>nothing to compare</source>
        <translation>không có gì để so sánh</translation>
    </message>
    <message>
        <source>npy version</source>
        <translation>phiên bản npy</translation>
    </message>
    <message>
        <source>number of layers</source>
        <translation>số tầng</translation>
    </message>
    <message>
        <source>odd step</source>
        <translation>bước lẻ</translation>
    </message>
    <message>
        <source>of</source>
        <translation>của</translation>
    </message>
    <message>
        <source>of another shape</source>
        <translation>khác shape</translation>
    </message>
    <message>
        <source>of each tensor</source>
        <translation>của mỗi tensor</translation>
    </message>
    <message>
        <source>of each tensor of {stack}, a column per layer</source>
        <translation>của từng tensor của {stack}, mỗi lớp một cột</translation>
    </message>
    <message>
        <source>of {moment}</source>
        <translation>của {moment}</translation>
    </message>
    <message>
        <source>of {name}</source>
        <translation>của {name}</translation>
    </message>
    <message>
        <source>on a guessed input of shape {origin} (input_shape gives another)</source>
        <translation>trên đầu vào phỏng đoán có shape {origin} (input_shape cho shape khác)</translation>
    </message>
    <message>
        <source>on random input (seed {seed}), {shape}</source>
        <translation>trên đầu vào ngẫu nhiên (seed {seed}), {shape}</translation>
    </message>
    <message>
        <source>on {name}</source>
        <translation>trên {name}</translation>
    </message>
    <message>
        <source>one of {count:,} parts</source>
        <translation>một trên {count:,} phần</translation>
    </message>
    <message>
        <source>one versus all</source>
        <translation>một đối tất cả</translation>
    </message>
    <message>
        <source>only a checkpoint whose outputs match is written with its architecture</source>
        <translation>chỉ checkpoint có đầu ra khớp mới được ghi kèm kiến trúc</translation>
    </message>
    <message>
        <source>only in A</source>
        <translation>chỉ có trong A</translation>
    </message>
    <message>
        <source>only in B</source>
        <translation>chỉ có trong B</translation>
    </message>
    <message>
        <source>only tensors are replaced</source>
        <translation>chỉ tensor được thay thế</translation>
    </message>
    <message>
        <source>only tensors are written</source>
        <translation>chỉ tensor được ghi</translation>
    </message>
    <message>
        <source>only the code of {foreign} can rebuild this module; give it (--code)</source>
        <translation>chỉ mã của {foreign} dựng lại được module này; hãy đưa mã đó (--code)</translation>
    </message>
    <message>
        <source>operator code {code}</source>
        <translation>mã toán tử {code}</translation>
    </message>
    <message>
        <source>operator sets</source>
        <translation>các tập toán tử</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>optimizer</translation>
    </message>
    <message>
        <source>optimizer state of {key}</source>
        <translation>trạng thái optimizer của {key}</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>không bắt buộc</translation>
    </message>
    <message>
        <source>other</source>
        <translation>khác</translation>
    </message>
    <message>
        <source>other checkpoints</source>
        <translation>các checkpoint khác</translation>
    </message>
    <message>
        <source>other doubles</source>
        <translation>các số double khác</translation>
    </message>
    <message>
        <source>other shape or type</source>
        <translation>khác shape hoặc kiểu</translation>
    </message>
    <message>
        <source>outputs</source>
        <translation>đầu ra</translation>
    </message>
    <message>
        <source>outputs are compared with recorded ones or with another checkpoint, not with both</source>
        <translation>đầu ra được so sánh với bản đã ghi hoặc với checkpoint khác, không phải cả hai</translation>
    </message>
    <message>
        <source>over depth</source>
        <translation>theo chiều sâu</translation>
    </message>
    <message>
        <source>over the steps{suffix}</source>
        <translation>qua các bước{suffix}</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>tham số</translation>
    </message>
    <message>
        <source>part {missing}/{count} is missing</source>
        <translation>thiếu phần {missing}/{count}</translation>
    </message>
    <message>
        <source>part {twice}/{count} is there twice</source>
        <translation>phần {twice}/{count} có hai lần</translation>
    </message>
    <message>
        <source>part {value} of {count:,}</source>
        <translation>phần {value} trên {count:,}</translation>
    </message>
    <message>
        <source>permute q/k of {heads} heads</source>
        <translation>hoán vị q/k của {heads} head</translation>
    </message>
    <message>
        <source>pickle protocol</source>
        <translation>giao thức pickle</translation>
    </message>
    <message>
        <source>pickle protocol {protocol} does not exist</source>
        <translation>giao thức pickle {protocol} không tồn tại</translation>
    </message>
    <message>
        <source>plot</source>
        <translation>vẽ</translation>
    </message>
    <message>
        <source>plus one</source>
        <translation>cộng một</translation>
    </message>
    <message>
        <source>position</source>
        <translation>vị trí</translation>
    </message>
    <message>
        <source>prefix with - to exclude</source>
        <translation>thêm - phía trước để loại trừ</translation>
    </message>
    <message>
        <source>producer version</source>
        <translation>phiên bản chương trình tạo</translation>
    </message>
    <message>
        <source>program version</source>
        <translation>phiên bản chương trình</translation>
    </message>
    <message>
        <source>prompt tuning</source>
        <translation>prompt tuning</translation>
    </message>
    <message>
        <source>protocol version</source>
        <translation>phiên bản giao thức</translation>
    </message>
    <message>
        <source>python version</source>
        <translation>phiên bản python</translation>
    </message>
    <message>
        <source>quantised tensor</source>
        <translation>tensor lượng tử hóa</translation>
    </message>
    <message>
        <source>quantization</source>
        <translation>lượng tử hóa</translation>
    </message>
    <message>
        <source>rank {rank}, and adapter_config.json says {said:,}; the tensors count</source>
        <translation>hạng {rank}, còn adapter_config.json nêu {said:,}; tensor được tính</translation>
    </message>
    <message>
        <source>rank {value}</source>
        <extracomment>A candidate that fits worse than this is no likeness.</extracomment>
        <translation>hạng {value}</translation>
    </message>
    <message>
        <source>reaches the network</source>
        <translation>truy cập mạng</translation>
    </message>
    <message>
        <source>reading the image {path} needs Pillow: pip install pillow, or give the input as .npy</source>
        <translation>đọc ảnh {path} cần Pillow: pip install pillow, hoặc đưa đầu vào dạng .npy</translation>
    </message>
    <message>
        <source>reads any database</source>
        <translation>đọc cơ sở dữ liệu bất kỳ</translation>
    </message>
    <message>
        <source>reads any file</source>
        <translation>đọc tệp bất kỳ</translation>
    </message>
    <message>
        <source>reads weights in a way that is not known here</source>
        <translation>đọc trọng số theo cách không biết ở đây</translation>
    </message>
    <message>
        <source>record of {names}</source>
        <translation>bản ghi của {names}</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>tham chiếu</translation>
    </message>
    <message>
        <source>reference to a {to}</source>
        <translation>tham chiếu đến {to}</translation>
    </message>
    <message>
        <source>reference to an {to}</source>
        <translation>tham chiếu đến {to}</translation>
    </message>
    <message>
        <source>refers to a data file that it does not name</source>
        <translation>tham chiếu tới một tệp dữ liệu mà nó không nêu tên</translation>
    </message>
    <message>
        <source>rel. change</source>
        <translation>thay đổi tương đối</translation>
    </message>
    <message>
        <source>relative</source>
        <translation>tương đối</translation>
    </message>
    <message>
        <source>relative change</source>
        <translation>thay đổi tương đối</translation>
    </message>
    <message>
        <source>relative update {ratio}</source>
        <translation>cập nhật tương đối {ratio}</translation>
    </message>
    <message>
        <source>rms</source>
        <translation>rms</translation>
    </message>
    <message>
        <source>rounding may move them by {allowed:,}</source>
        <translation>làm tròn có thể xê dịch chúng {allowed:,}</translation>
    </message>
    <message>
        <source>running the program {name}</source>
        <translation>đang chạy chương trình {name}</translation>
    </message>
    <message>
        <source>runs Python code</source>
        <translation>chạy mã Python</translation>
    </message>
    <message>
        <source>safe</source>
        <translation>an toàn</translation>
    </message>
    <message>
        <source>same</source>
        <extracomment>Of one tensor: the hash, its name, and that of the tensor behind that of the file, which has a colon on Windows, too. Elements of a block of two tensors that are held against each other.</extracomment>
        <translation>giống nhau</translation>
    </message>
    <message>
        <source>same as</source>
        <translation>giống như</translation>
    </message>
    <message>
        <source>saved tensor</source>
        <translation>tensor đã lưu</translation>
    </message>
    <message>
        <source>saved_model.pb {reason}; it was cut short or damaged</source>
        <translation>saved_model.pb {reason}; nó bị cắt cụt hoặc hỏng</translation>
    </message>
    <message>
        <source>scalar</source>
        <extracomment>What letters behind a number multiply it by.</extracomment>
        <translation>vô hướng</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>scale</translation>
    </message>
    <message>
        <source>sequence of {name}</source>
        <translation>dãy {name}</translation>
    </message>
    <message>
        <source>set (values are conjugated on read)</source>
        <translation>đã đặt (giá trị được lấy liên hợp khi đọc)</translation>
    </message>
    <message>
        <source>set (values are negated on read)</source>
        <translation>đã đặt (giá trị được đổi dấu khi đọc)</translation>
    </message>
    <message>
        <source>severity</source>
        <translation>mức độ</translation>
    </message>
    <message>
        <source>shape differs</source>
        <translation>khác shape</translation>
    </message>
    <message>
        <source>shape differs.</source>
        <translation>khác shape.</translation>
    </message>
    <message>
        <source>shape: takes a size such as 4096 or a shape such as 64x3x7x7 (* is any size)</source>
        <translation>shape: nhận một kích thước như 4096 hoặc một shape như 64x3x7x7 (* là kích thước bất kỳ)</translation>
    </message>
    <message>
        <source>shares a message with an object that does not have it</source>
        <translation>dùng chung message với một đối tượng không có nó</translation>
    </message>
    <message>
        <source>shown by rank: the names do not say how they were cut</source>
        <translation>hiển thị theo rank: tên không cho biết chúng được cắt thế nào</translation>
    </message>
    <message>
        <source>simple recurrent network, with an embedding and linear layers if there are any</source>
        <translation>mạng hồi quy đơn giản, có embedding và tầng tuyến tính nếu có</translation>
    </message>
    <message>
        <source>singular value</source>
        <translation>giá trị suy biến</translation>
    </message>
    <message>
        <source>singular value (estimate)</source>
        <translation>giá trị suy biến (ước lượng)</translation>
    </message>
    <message>
        <source>size</source>
        <translation>kích thước</translation>
    </message>
    <message>
        <source>size in bytes, number of elements</source>
        <translation>kích thước theo byte, số phần tử</translation>
    </message>
    <message>
        <source>slice [{start}:{stop}] of axis {axis}</source>
        <translation>lát cắt [{start}:{stop}] của trục {axis}</translation>
    </message>
    <message>
        <source>small constants left out</source>
        <translation>bỏ qua các hằng số nhỏ</translation>
    </message>
    <message>
        <source>spandrel recognises it by some of its keys; the others are compared when it is built</source>
        <translation>spandrel nhận ra nó qua một số khóa; các khóa còn lại được so sánh khi dựng mô hình</translation>
    </message>
    <message>
        <source>spandrel {version} has no architecture {params}</source>
        <translation>spandrel {version} không có kiến trúc {params}</translation>
    </message>
    <message>
        <source>sparse tensor</source>
        <translation>tensor thưa</translation>
    </message>
    <message>
        <source>specification version</source>
        <translation>phiên bản đặc tả</translation>
    </message>
    <message>
        <source>split qkv of {heads} heads</source>
        <translation>tách qkv của {heads} head</translation>
    </message>
    <message>
        <source>split qkv of {heads} heads in {kv_heads} groups</source>
        <translation>tách qkv của {heads} head trong {kv_heads} nhóm</translation>
    </message>
    <message>
        <source>stack {parts} experts{value}</source>
        <translation>xếp chồng {parts} expert{value}</translation>
    </message>
    <message>
        <source>step</source>
        <translation>bước</translation>
    </message>
    <message>
        <source>step {label}</source>
        <translation>bước {label}</translation>
    </message>
    <message>
        <source>step {number}</source>
        <translation>bước {number}</translation>
    </message>
    <message>
        <source>storage keys</source>
        <translation>khóa vùng lưu trữ</translation>
    </message>
    <message>
        <source>storage {key} has an impossible size</source>
        <translation>vùng lưu trữ {key} có kích thước không thể có</translation>
    </message>
    <message>
        <source>storage {key} is not in this file</source>
        <translation>vùng lưu trữ {key} không có trong tệp này</translation>
    </message>
    <message>
        <source>storage {key} should have {nbytes} bytes, the file has {nbytes2:,}</source>
        <translation>vùng lưu trữ {key} phải có {nbytes} byte, tệp có {nbytes2:,}</translation>
    </message>
    <message>
        <source>storage {storage_key} is not in the file</source>
        <translation>vùng lưu trữ {storage_key} không có trong tệp</translation>
    </message>
    <message>
        <source>string places</source>
        <translation>vị trí chuỗi</translation>
    </message>
    <message>
        <source>such as 3, 17</source>
        <translation>như 3, 17</translation>
    </message>
    <message>
        <source>system info</source>
        <translation>thông tin hệ thống</translation>
    </message>
    <message>
        <source>takes the layer {text}, which it does not have</source>
        <translation>dùng lớp {text} mà nó không có</translation>
    </message>
    <message>
        <source>takes {nbytes:,} bytes, of which GGUF allows {max_name_nbytes}</source>
        <translation>chiếm {nbytes:,} byte, GGUF cho phép {max_name_nbytes}</translation>
    </message>
    <message>
        <source>tar archive</source>
        <translation>kho tar</translation>
    </message>
    <message>
        <source>tensor</source>
        <extracomment>Rows of the table, which is sorted by change. A page of all 20,000 tensors of a model would take a browser seconds. Names that are listed without numbers. Longer lists are folded up. Of the table; all but the first and the last are of numbers.</extracomment>
        <translation>tensor</translation>
    </message>
    <message>
        <source>tensorflow version</source>
        <translation>phiên bản tensorflow</translation>
    </message>
    <message>
        <source>tensors</source>
        <translation>tensor</translation>
    </message>
    <message>
        <source>term</source>
        <translation>điều kiện</translation>
    </message>
    <message>
        <source>text</source>
        <translation>văn bản</translation>
    </message>
    <message>
        <source>that the format can&apos;t hold</source>
        <translation>mà định dạng không chứa được</translation>
    </message>
    <message>
        <source>the .param beside it is none of ncnn</source>
        <translation>.param bên cạnh nó không phải của ncnn</translation>
    </message>
    <message>
        <source>the .xml beside it is no net</source>
        <translation>.xml bên cạnh nó không phải mạng</translation>
    </message>
    <message>
        <source>the Dask scheduler at {place} has no workers</source>
        <translation>bộ lập lịch Dask tại {place} không có worker nào</translation>
    </message>
    <message>
        <source>the ID of an architecture</source>
        <translation>ID của một kiến trúc</translation>
    </message>
    <message>
        <source>the UBJSON model</source>
        <translation>mô hình UBJSON</translation>
    </message>
    <message>
        <source>the architecture can&apos;t be kept: {file}</source>
        <translation>không lưu kiến trúc được: {file}</translation>
    </message>
    <message>
        <source>the architecture of {name} was not recognized; give one (archs lists close matches)</source>
        <translation>không nhận ra kiến trúc của {name}; hãy nêu một kiến trúc (archs liệt kê các kiến trúc gần khớp)</translation>
    </message>
    <message>
        <source>the architecture {name} of {distribution}</source>
        <translation>kiến trúc {name} của {distribution}</translation>
    </message>
    <message>
        <source>the archive has members that are no .npy</source>
        <translation>kho lưu trữ có thành viên không phải .npy</translation>
    </message>
    <message>
        <source>the archive has no .data/extern_modules</source>
        <translation>kho lưu trữ không có .data/extern_modules</translation>
    </message>
    <message>
        <source>the archive has no .npy member</source>
        <translation>kho lưu trữ không có thành viên .npy</translation>
    </message>
    <message>
        <source>the archive has no archive_format</source>
        <translation>kho lưu trữ không có archive_format</translation>
    </message>
    <message>
        <source>the archive has no constants.pkl</source>
        <translation>kho lưu trữ không có constants.pkl</translation>
    </message>
    <message>
        <source>the archive has no data.pkl</source>
        <translation>kho lưu trữ không có data.pkl</translation>
    </message>
    <message>
        <source>the archive has no member of its name</source>
        <translation>kho lưu trữ không có thành viên cùng tên với nó</translation>
    </message>
    <message>
        <source>the archive has no member {value}</source>
        <translation>kho lưu trữ không có thành viên {value}</translation>
    </message>
    <message>
        <source>the archive has no {value}</source>
        <translation>kho lưu trữ không có {value}</translation>
    </message>
    <message>
        <source>the archive holds {roots} checkpoints, {roots2} and {roots3}</source>
        <translation>kho lưu trữ chứa {roots} checkpoint, {roots2} và {roots3}</translation>
    </message>
    <message>
        <source>the archive is empty</source>
        <translation>kho lưu trữ rỗng</translation>
    </message>
    <message>
        <source>the arguments are of the form width=64 depth=2, unlike {part}</source>
        <translation>các đối số có dạng width=64 depth=2, không như {part}</translation>
    </message>
    <message>
        <source>the byte order is {byteorder}, neither little nor big</source>
        <translation>thứ tự byte là {byteorder}, không phải little cũng không phải big</translation>
    </message>
    <message>
        <source>the bytes of {name} do not match their checksum: they were damaged or changed</source>
        <translation>byte của {name} không khớp mã kiểm tra: chúng bị hỏng hoặc đã bị sửa</translation>
    </message>
    <message>
        <source>the checkpoint does not have the keys of {arch}</source>
        <translation>checkpoint không có các khóa của {arch}</translation>
    </message>
    <message>
        <source>the checkpoint does not have the keys of {arch} ({title})</source>
        <translation>checkpoint không có các khóa của {arch} ({title})</translation>
    </message>
    <message>
        <source>the compressed data ends after {position:,} of {nbytes:,} bytes</source>
        <translation>dữ liệu nén kết thúc sau {position:,} trên {nbytes:,} byte</translation>
    </message>
    <message>
        <source>the compressed data ends before its header does</source>
        <translation>dữ liệu nén kết thúc trước header của nó</translation>
    </message>
    <message>
        <source>the compressed data is damaged ({error})</source>
        <translation>dữ liệu nén bị hỏng ({error})</translation>
    </message>
    <message>
        <source>the data of {name} begins {value:,} bytes before that of the last one ends</source>
        <translation>dữ liệu của {name} bắt đầu sớm {value:,} byte so với chỗ dữ liệu trước kết thúc</translation>
    </message>
    <message>
        <source>the data type</source>
        <translation>kiểu dữ liệu</translation>
    </message>
    <message>
        <source>the dtype of {name} is not text</source>
        <translation>dtype của {name} không phải văn bản</translation>
    </message>
    <message>
        <source>the error message of a server (JSON) saved under this name</source>
        <translation>thông báo lỗi của máy chủ (JSON) được lưu dưới tên này</translation>
    </message>
    <message>
        <source>the error message of a server (XML) saved under this name</source>
        <translation>thông báo lỗi của máy chủ (XML) được lưu dưới tên này</translation>
    </message>
    <message>
        <source>the exact shape; * is any size</source>
        <translation>shape chính xác; * là cỡ bất kỳ</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>tệp này</translation>
    </message>
    <message>
        <source>the file ends before its {part}</source>
        <translation>tệp kết thúc trước {part}</translation>
    </message>
    <message>
        <source>the file format version is {text}, not a number</source>
        <translation>phiên bản định dạng tệp là {text}, không phải số</translation>
    </message>
    <message>
        <source>the file format version is {text}; the newest known one is {newest_version}</source>
        <translation>phiên bản định dạng tệp là {text}; phiên bản mới nhất đã biết là {newest_version}</translation>
    </message>
    <message>
        <source>the file keeps its outputs for the hyperparameters it names: leave those, or choose another reference</source>
        <translation>tệp giữ đầu ra cho các siêu tham số mà nó nêu: hãy để nguyên chúng, hoặc chọn tham chiếu khác</translation>
    </message>
    <message>
        <source>the file keeps its outputs for the seed {seed}: choose that, or another reference</source>
        <translation>tệp giữ đầu ra cho seed {seed}: hãy chọn seed đó, hoặc tham chiếu khác</translation>
    </message>
    <message>
        <source>the file keeps its outputs on noise: choose noise as the input, or another reference</source>
        <translation>tệp giữ đầu ra trên nhiễu: hãy chọn nhiễu làm đầu vào, hoặc tham chiếu khác</translation>
    </message>
    <message>
        <source>the file keeps no outputs of this architecture: choose another reference</source>
        <translation>tệp không giữ đầu ra của kiến trúc này: hãy chọn tham chiếu khác</translation>
    </message>
    <message>
        <source>the file of a rank is missing</source>
        <translation>thiếu tệp của một rank</translation>
    </message>
    <message>
        <source>the file {reason}</source>
        <translation>tệp {reason}</translation>
    </message>
    <message>
        <source>the file&apos;s own record</source>
        <translation>bản ghi của chính tệp</translation>
    </message>
    <message>
        <source>the first part of a split zip archive; join its parts, as zip -s 0 does</source>
        <translation>phần đầu của một kho zip bị chia; hãy ghép các phần, như zip -s 0 làm</translation>
    </message>
    <message>
        <source>the folder has no {metadata_name}</source>
        <translation>thư mục không có {metadata_name}</translation>
    </message>
    <message>
        <source>the handler {handler}</source>
        <translation>handler {handler}</translation>
    </message>
    <message>
        <source>the header</source>
        <translation>header</translation>
    </message>
    <message>
        <source>the header has an entry that would take more memory than any honest one</source>
        <translation>header có một mục sẽ chiếm nhiều bộ nhớ hơn mọi mục trung thực</translation>
    </message>
    <message>
        <source>the header has {name} twice; the first one is shown</source>
        <translation>header có {name} hai lần; hiển thị cái đầu tiên</translation>
    </message>
    <message>
        <source>the header holds text that is not Unicode: {text}</source>
        <translation>header chứa văn bản không phải Unicode: {text}</translation>
    </message>
    <message>
        <source>the header is not UTF-8 at its byte {start:,}</source>
        <translation>header không phải UTF-8 ở byte {start:,} của nó</translation>
    </message>
    <message>
        <source>the header is not valid JSON ({error})</source>
        <translation>header không phải JSON hợp lệ ({error})</translation>
    </message>
    <message>
        <source>the header&apos;s entry {name} has a field twice</source>
        <translation>mục {name} của header có một trường hai lần</translation>
    </message>
    <message>
        <source>the header&apos;s entry {name} has no {args}</source>
        <translation>mục {name} của header không có {args}</translation>
    </message>
    <message>
        <source>the header&apos;s entry {name} is not an object</source>
        <translation>mục {name} của header không phải đối tượng</translation>
    </message>
    <message>
        <source>the hub continues its listing on another server</source>
        <translation>hub tiếp tục danh sách trên một máy chủ khác</translation>
    </message>
    <message>
        <source>the hub does not say which commit the revision is</source>
        <translation>hub không cho biết revision này là commit nào</translation>
    </message>
    <message>
        <source>the hub has no such repository, or no such revision of it</source>
        <translation>hub không có kho mô hình này, hoặc không có revision này của nó</translation>
    </message>
    <message>
        <source>the hub&apos;s answer is no JSON</source>
        <translation>câu trả lời của hub không phải JSON</translation>
    </message>
    <message>
        <source>the hub&apos;s answer is not of the form it should be</source>
        <translation>câu trả lời của hub không đúng dạng</translation>
    </message>
    <message>
        <source>the hub&apos;s listing has more than {max_pages} pages</source>
        <translation>danh sách của hub có hơn {max_pages} trang</translation>
    </message>
    <message>
        <source>the hub&apos;s listing is not of the form it should be</source>
        <translation>danh sách của hub không đúng dạng</translation>
    </message>
    <message>
        <source>the hyperparameters of {arch} take more than a file&apos;s metadata should</source>
        <translation>siêu tham số của {arch} chiếm nhiều hơn mức siêu dữ liệu của tệp nên có</translation>
    </message>
    <message>
        <source>the id of a message</source>
        <translation>id của một message</translation>
    </message>
    <message>
        <source>the index does not say where all of its pieces are</source>
        <translation>chỉ mục không cho biết mọi mảnh của nó ở đâu</translation>
    </message>
    <message>
        <source>the index does not say where it is</source>
        <translation>chỉ mục không cho biết nó ở đâu</translation>
    </message>
    <message>
        <source>the index has no pieces for all of it</source>
        <translation>chỉ mục không có mảnh cho toàn bộ nó</translation>
    </message>
    <message>
        <source>the input</source>
        <translation>đầu vào</translation>
    </message>
    <message>
        <source>the kernel was given what it must not be</source>
        <translation>kernel nhận được thứ nó không được phép nhận</translation>
    </message>
    <message>
        <source>the key {key} {reason}</source>
        <translation>khóa {key} {reason}</translation>
    </message>
    <message>
        <source>the last axis of {key} ({dtype}) can only be cut between blocks of {block}</source>
        <translation>trục cuối của {key} ({dtype}) chỉ cắt được giữa các khối {block}</translation>
    </message>
    <message>
        <source>the layers</source>
        <extracomment>Numbers by the position of the key. Numbers that span more than this are drawn on a logarithmic scale. The width of a digit of a label.</extracomment>
        <translation>các tầng</translation>
    </message>
    <message>
        <source>the manifest has {value} {shape}</source>
        <translation>manifest có {value} {shape}</translation>
    </message>
    <message>
        <source>the member storages ends inside storage {key}</source>
        <translation>thành viên storages kết thúc bên trong vùng lưu trữ {key}</translation>
    </message>
    <message>
        <source>the member {name} does not begin with a number of {name2}</source>
        <translation>thành viên {name} không bắt đầu bằng số {name2}</translation>
    </message>
    <message>
        <source>the member {name} ends in the middle</source>
        <translation>thành viên {name} kết thúc giữa chừng</translation>
    </message>
    <message>
        <source>the member {name} holds something else than (key, key, class)</source>
        <translation>thành viên {name} chứa thứ khác với (khóa, khóa, class)</translation>
    </message>
    <message>
        <source>the metadata has {name} twice; the first is shown</source>
        <translation>siêu dữ liệu có {name} hai lần; hiển thị cái đầu tiên</translation>
    </message>
    <message>
        <source>the metadata {name} has arrays more than {max_nesting} deep in each other</source>
        <translation>siêu dữ liệu {name} có mảng lồng nhau sâu hơn {max_nesting}</translation>
    </message>
    <message>
        <source>the metadata {name} has the unknown type {code:,}</source>
        <translation>siêu dữ liệu {name} có kiểu lạ {code:,}</translation>
    </message>
    <message>
        <source>the metadata {name} is text of {length:,} bytes; its beginning is shown</source>
        <translation>siêu dữ liệu {name} là văn bản {length:,} byte; hiển thị phần đầu</translation>
    </message>
    <message>
        <source>the model</source>
        <translation>mô hình</translation>
    </message>
    <message>
        <source>the module as it was pickled, of parts of torch.nn only</source>
        <translation>module như đã được pickle, chỉ gồm các phần của torch.nn</translation>
    </message>
    <message>
        <source>the module is nested too deeply to be rebuilt</source>
        <translation>module lồng quá sâu để dựng lại</translation>
    </message>
    <message>
        <source>the msgpack data</source>
        <translation>dữ liệu msgpack</translation>
    </message>
    <message>
        <source>the name of the class in the code</source>
        <translation>tên của class trong mã</translation>
    </message>
    <message>
        <source>the name {name} does not say which format to write; end it with one of {known}</source>
        <translation>tên {name} không cho biết ghi theo định dạng nào; hãy kết thúc nó bằng một trong {known}</translation>
    </message>
    <message>
        <source>the names and shapes take {header:,} bytes; safetensors allows 100,000,000: use shards</source>
        <translation>tên và shape chiếm {header:,} byte; safetensors cho phép 100,000,000: hãy dùng shard</translation>
    </message>
    <message>
        <source>the outputs stored in the file</source>
        <translation>đầu ra lưu trong tệp</translation>
    </message>
    <message>
        <source>the parts are of different files, or of different requests</source>
        <translation>các phần thuộc các tệp khác nhau, hoặc các yêu cầu khác nhau</translation>
    </message>
    <message>
        <source>the parts disagree in {name}: they are not of one request</source>
        <translation>các phần không thống nhất về {name}: chúng không thuộc một yêu cầu</translation>
    </message>
    <message>
        <source>the pickle appends to a {name}</source>
        <translation>pickle nối thêm vào một {name}</translation>
    </message>
    <message>
        <source>the pickle ends before its STOP opcode</source>
        <translation>pickle kết thúc trước opcode STOP</translation>
    </message>
    <message>
        <source>the pickle ends before the elements of an array</source>
        <translation>pickle kết thúc trước các phần tử của một mảng</translation>
    </message>
    <message>
        <source>the pickle ends in the middle of a line of text</source>
        <translation>pickle kết thúc giữa một dòng văn bản</translation>
    </message>
    <message>
        <source>the pickle ends in the middle of a string of {nbytes:,} bytes</source>
        <translation>pickle kết thúc giữa một chuỗi {nbytes:,} byte</translation>
    </message>
    <message>
        <source>the pickle ends in the middle of an operand</source>
        <translation>pickle kết thúc giữa một toán hạng</translation>
    </message>
    <message>
        <source>the pickle ends inside an array: it has {there:,} of its {nbytes:,} bytes</source>
        <translation>pickle kết thúc giữa một mảng: nó có {there:,} trên {nbytes:,} byte</translation>
    </message>
    <message>
        <source>the pickle gives a dict a key without a value</source>
        <translation>pickle đưa cho một dict một khóa không có giá trị</translation>
    </message>
    <message>
        <source>the pickle has a line of more than {value:,} MiB</source>
        <translation>pickle có một dòng dài hơn {value:,} MiB</translation>
    </message>
    <message>
        <source>the pickle has an impossible memo index</source>
        <translation>pickle có chỉ số memo không thể có</translation>
    </message>
    <message>
        <source>the pickle has an unknown opcode 0x{opcode} at byte {value:,}</source>
        <translation>pickle có opcode lạ 0x{opcode} ở byte {value:,}</translation>
    </message>
    <message>
        <source>the pickle has more than {value} MiB besides its arrays</source>
        <translation>pickle có hơn {value} MiB ngoài các mảng của nó</translation>
    </message>
    <message>
        <source>the pickle holds a number written as {line}</source>
        <translation>pickle chứa một số được viết là {line}</translation>
    </message>
    <message>
        <source>the pickle holds a number written as {text} ({text2:,} characters)</source>
        <translation>pickle chứa một số được viết là {text} ({text2:,} ký tự)</translation>
    </message>
    <message>
        <source>the pickle holds a string of {nbytes} bytes</source>
        <translation>pickle chứa một chuỗi {nbytes} byte</translation>
    </message>
    <message>
        <source>the pickle holds a string with a broken escape</source>
        <translation>pickle chứa một chuỗi với ký tự thoát hỏng</translation>
    </message>
    <message>
        <source>the pickle holds a string without its quotes</source>
        <translation>pickle chứa một chuỗi không có dấu nháy</translation>
    </message>
    <message>
        <source>the pickle holds an integer of {nbytes} bytes</source>
        <translation>pickle chứa một số nguyên {nbytes} byte</translation>
    </message>
    <message>
        <source>the pickle holds text that is not UTF-8{names}</source>
        <translation>pickle chứa văn bản không phải UTF-8{names}</translation>
    </message>
    <message>
        <source>the pickle holds text with a broken escape</source>
        <translation>pickle chứa văn bản với ký tự thoát hỏng</translation>
    </message>
    <message>
        <source>the pickle makes more than {most:,} objects</source>
        <translation>pickle tạo hơn {most:,} đối tượng</translation>
    </message>
    <message>
        <source>the pickle recalls memo {error}, which it never stored{names}</source>
        <translation>pickle gọi lại memo {error}, nó chưa từng được lưu{names}</translation>
    </message>
    <message>
        <source>the pickle sets items of a {name}</source>
        <translation>pickle gán phần tử của một {name}</translation>
    </message>
    <message>
        <source>the pickle takes more from its stack than it put there{names}</source>
        <translation>pickle lấy khỏi ngăn xếp nhiều hơn đã đặt vào{names}</translation>
    </message>
    <message>
        <source>the plan keeps no checkpoint</source>
        <translation>kế hoạch không giữ checkpoint nào</translation>
    </message>
    <message>
        <source>the pointers of a sparse tensor do not fit its indices</source>
        <translation>con trỏ của tensor thưa không khớp chỉ số của nó</translation>
    </message>
    <message>
        <source>the program {path} gives no tensor</source>
        <translation>chương trình {path} không cho tensor nào</translation>
    </message>
    <message>
        <source>the reader of {title} ({distribution})</source>
        <translation>trình đọc {title} ({distribution})</translation>
    </message>
    <message>
        <source>the record {name} is not in the file</source>
        <translation>bản ghi {name} không có trong tệp</translation>
    </message>
    <message>
        <source>the record {record} has {nbytes:,} bytes instead of a few letters</source>
        <translation>bản ghi {record} có {nbytes:,} byte thay vì vài chữ cái</translation>
    </message>
    <message>
        <source>the record {record} is not a description of weights</source>
        <translation>bản ghi {record} không phải bản mô tả trọng số</translation>
    </message>
    <message>
        <source>the reference</source>
        <translation>tham chiếu</translation>
    </message>
    <message>
        <source>the replica can&apos;t be read: {error}</source>
        <translation>không đọc được bản sao: {error}</translation>
    </message>
    <message>
        <source>the replica does not agree with the manifest</source>
        <translation>bản sao không khớp manifest</translation>
    </message>
    <message>
        <source>the rest of the file</source>
        <translation>phần còn lại của tệp</translation>
    </message>
    <message>
        <source>the rule of the architecture {arch} failed: {said}</source>
        <translation>quy tắc của kiến trúc {arch} thất bại: {said}</translation>
    </message>
    <message>
        <source>the rule {rule} matches no key</source>
        <translation>quy tắc {rule} không khớp khóa nào</translation>
    </message>
    <message>
        <source>the same key in B</source>
        <translation>cùng khóa đó trong B</translation>
    </message>
    <message>
        <source>the server answers too slowly</source>
        <translation>máy chủ trả lời quá chậm</translation>
    </message>
    <message>
        <source>the server answers with another range than was asked for</source>
        <translation>máy chủ trả lời với khoảng khác khoảng được hỏi</translation>
    </message>
    <message>
        <source>the server does not answer properly ({name})</source>
        <translation>máy chủ không trả lời đúng cách ({name})</translation>
    </message>
    <message>
        <source>the server does not say which range it answers with</source>
        <translation>máy chủ không cho biết nó trả lời với khoảng nào</translation>
    </message>
    <message>
        <source>the server ended the answer early</source>
        <translation>máy chủ kết thúc câu trả lời sớm</translation>
    </message>
    <message>
        <source>the server ends the answer early, {attempts} times</source>
        <translation>máy chủ kết thúc câu trả lời sớm, {attempts} lần</translation>
    </message>
    <message>
        <source>the server gives {value:,} of the {nbytes:,} bytes at {offset:,}</source>
        <translation>máy chủ cho {value:,} trên {nbytes:,} byte ở {offset:,}</translation>
    </message>
    <message>
        <source>the server serves it only as a whole: opening it downloads {much}</source>
        <translation>máy chủ chỉ phục vụ nguyên cả tệp: mở nó phải tải về {much}</translation>
    </message>
    <message>
        <source>the server&apos;s certificate is not valid ({verify_message})</source>
        <translation>chứng chỉ của máy chủ không hợp lệ ({verify_message})</translation>
    </message>
    <message>
        <source>the shape of the input can&apos;t be guessed; give it, such as --param input_shape=[1,3,224,224]</source>
        <translation>không đoán được shape của đầu vào; hãy nêu nó, chẳng hạn --param input_shape=[1,3,224,224]</translation>
    </message>
    <message>
        <source>the shape of the input is a list of sizes, such as 1 × 3 × 224 × 224</source>
        <translation>shape của đầu vào là danh sách các cỡ, như 1 × 3 × 224 × 224</translation>
    </message>
    <message>
        <source>the shape of {name} is larger than any memory</source>
        <translation>shape của {name} lớn hơn mọi bộ nhớ</translation>
    </message>
    <message>
        <source>the shape or the offsets of {name} are not a list</source>
        <translation>shape hoặc offset của {name} không phải danh sách</translation>
    </message>
    <message>
        <source>the shape or the offsets of {name} hold {number}</source>
        <translation>shape hoặc offset của {name} chứa {number}</translation>
    </message>
    <message>
        <source>the shapes</source>
        <translation>hình dạng tensor</translation>
    </message>
    <message>
        <source>the slice lies outside the shape of {key}</source>
        <translation>lát cắt nằm ngoài shape của {key}</translation>
    </message>
    <message>
        <source>the slice {text} has more than one &apos;...&apos;</source>
        <translation>lát cắt {text} có hơn một &apos;...&apos;</translation>
    </message>
    <message>
        <source>the slice {text} names {words} axes, the tensor has {axes}</source>
        <translation>lát cắt {text} nêu {words} trục, tensor có {axes}</translation>
    </message>
    <message>
        <source>the store gives {data:,} of the {nbytes:,} bytes at {offset:,}</source>
        <translation>kho cho {data:,} trên {nbytes:,} byte ở {offset:,}</translation>
    </message>
    <message>
        <source>the superblock</source>
        <translation>superblock</translation>
    </message>
    <message>
        <source>the tar archive ends inside a header</source>
        <translation>kho tar kết thúc giữa một header</translation>
    </message>
    <message>
        <source>the tar archive ends inside its member {name}</source>
        <translation>kho tar kết thúc giữa thành viên {name} của nó</translation>
    </message>
    <message>
        <source>the tar archive ends without the zeros that mark its end: it may be cut off</source>
        <translation>kho tar kết thúc mà không có các số 0 đánh dấu phần cuối: nó có thể bị cắt cụt</translation>
    </message>
    <message>
        <source>the tar archive has a damaged pax header</source>
        <translation>kho tar có header pax bị hỏng</translation>
    </message>
    <message>
        <source>the tar archive has a header of {nbytes:,} bytes</source>
        <translation>kho tar có header {nbytes:,} byte</translation>
    </message>
    <message>
        <source>the tar archive has a header whose checksum is wrong</source>
        <translation>kho tar có header với mã kiểm tra sai</translation>
    </message>
    <message>
        <source>the tar archive has a pax header whose size is not a number</source>
        <translation>kho tar có header pax mà kích thước không phải số</translation>
    </message>
    <message>
        <source>the tar archive has more than {tar_members:,} members</source>
        <translation>kho tar có hơn {tar_members:,} thành viên</translation>
    </message>
    <message>
        <source>the tar archive has two members {name}</source>
        <translation>kho tar có hai thành viên {name}</translation>
    </message>
    <message>
        <source>the tar archive has {digits} where a number belongs</source>
        <translation>kho tar có {digits} ở chỗ phải là số</translation>
    </message>
    <message>
        <source>the tensor</source>
        <translation>tensor</translation>
    </message>
    <message>
        <source>the tensor {name} has {axes:,} axes; GGUF allows {max_axes}</source>
        <translation>tensor {name} có {axes:,} trục; GGUF cho phép {max_axes}</translation>
    </message>
    <message>
        <source>the text of an array was changed while it was read</source>
        <translation>văn bản của một mảng đã bị thay đổi trong lúc đọc</translation>
    </message>
    <message>
        <source>the type {removed}, which ggml has given up</source>
        <translation>kiểu {removed}, ggml đã bỏ kiểu này</translation>
    </message>
    <message>
        <source>the unknown type {type_code:,}</source>
        <translation>kiểu lạ {type_code:,}</translation>
    </message>
    <message>
        <source>the values of a sparse tensor do not fit its shape</source>
        <translation>giá trị của tensor thưa không khớp shape của nó</translation>
    </message>
    <message>
        <source>the variable at byte {position:,}</source>
        <translation>biến tại byte {position:,}</translation>
    </message>
    <message>
        <source>the vocabulary has another length than the header says</source>
        <translation>từ vựng có độ dài khác với header nêu</translation>
    </message>
    <message>
        <source>the worker at {worker} can&apos;t import checkpoint-inspector: {version}</source>
        <translation>worker tại {worker} không import được checkpoint-inspector: {version}</translation>
    </message>
    <message>
        <source>the worker at {worker} has checkpoint-inspector {version}, not {version2}</source>
        <translation>worker tại {worker} có checkpoint-inspector {version}, không phải {version2}</translation>
    </message>
    <message>
        <source>the zip archive has no end record: it is cut short</source>
        <translation>kho zip không có bản ghi kết thúc: nó bị cắt cụt</translation>
    </message>
    <message>
        <source>the zip archive is split over several files</source>
        <translation>kho zip bị chia ra nhiều tệp</translation>
    </message>
    <message>
        <source>the zip archive&apos;s comment is cut short</source>
        <translation>chú thích của kho zip bị cắt cụt</translation>
    </message>
    <message>
        <source>the zip archive&apos;s two end records disagree ({short:,} and {full:,})</source>
        <translation>hai bản ghi kết thúc của kho zip không thống nhất ({short:,} và {full:,})</translation>
    </message>
    <message>
        <source>the zip directory at byte {offset:,} with {nbytes:,} bytes runs over its end record at byte {position:,}</source>
        <translation>thư mục zip ở byte {offset:,} với {nbytes:,} byte lấn qua bản ghi kết thúc ở byte {position:,}</translation>
    </message>
    <message>
        <source>the zip directory claims {nbytes:,} bytes for {count:,} members</source>
        <translation>thư mục zip khai {nbytes:,} byte cho {count:,} thành viên</translation>
    </message>
    <message>
        <source>the zip directory ends inside the entry of member {members:,}</source>
        <translation>thư mục zip kết thúc giữa mục của thành viên {members:,}</translation>
    </message>
    <message>
        <source>the zip directory ends {value:,} bytes before its end record: something else lies in front of the archive or inside it</source>
        <translation>thư mục zip kết thúc sớm {value:,} byte so với bản ghi kết thúc: có thứ khác nằm trước hoặc bên trong kho</translation>
    </message>
    <message>
        <source>the zip directory holds more than the {count:,} members it counts</source>
        <translation>thư mục zip chứa nhiều hơn {count:,} thành viên mà nó đếm</translation>
    </message>
    <message>
        <source>the zip directory is damaged at the entry of member {members:,}</source>
        <translation>thư mục zip bị hỏng ở mục của thành viên {members:,}</translation>
    </message>
    <message>
        <source>the zip directory of {nbytes:,} bytes can&apos;t hold {count:,} members</source>
        <translation>thư mục zip {nbytes:,} byte không thể chứa {count:,} thành viên</translation>
    </message>
    <message>
        <source>the zip member name {name} is not valid UTF-8</source>
        <translation>tên thành viên zip {name} không phải UTF-8 hợp lệ</translation>
    </message>
    <message>
        <source>the zip member {name} claims {packed:,} bytes at byte {header:,}, outside the archive</source>
        <translation>thành viên zip {name} khai {packed:,} byte ở byte {header:,}, ngoài kho lưu trữ</translation>
    </message>
    <message>
        <source>the zip member {name} has another name in its own header</source>
        <translation>thành viên zip {name} có tên khác trong header riêng của nó</translation>
    </message>
    <message>
        <source>the zip member {name} has the unknown compression method {method}</source>
        <translation>thành viên zip {name} có cách nén lạ {method}</translation>
    </message>
    <message>
        <source>the zip member {name} has two compression methods, {method} and {method2}</source>
        <translation>thành viên zip {name} có hai cách nén, {method} và {method2}</translation>
    </message>
    <message>
        <source>the zip member {name} has two sizes, {local:,} and {central:,} bytes</source>
        <translation>thành viên zip {name} có hai kích thước, {local:,} và {central:,} byte</translation>
    </message>
    <message>
        <source>the zip member {name} is encrypted</source>
        <translation>thành viên zip {name} được mã hóa</translation>
    </message>
    <message>
        <source>the zip member {name} is not at byte {header_offset:,}</source>
        <translation>thành viên zip {name} không ở byte {header_offset:,}</translation>
    </message>
    <message>
        <source>the zip member {name} is stored as {compressed_nbytes:,} bytes but said to have {nbytes:,}</source>
        <translation>thành viên zip {name} được lưu bằng {compressed_nbytes:,} byte nhưng khai là có {nbytes:,}</translation>
    </message>
    <message>
        <source>the zip member {name} runs past the end of the file</source>
        <translation>thành viên zip {name} vượt quá phần cuối tệp</translation>
    </message>
    <message>
        <source>the zip64 end record at byte {offset:,} lies outside the archive</source>
        <translation>bản ghi kết thúc zip64 ở byte {offset:,} nằm ngoài kho lưu trữ</translation>
    </message>
    <message>
        <source>the {compression} data decompresses to more than {most:,} bytes</source>
        <translation>dữ liệu {compression} giải nén ra hơn {most:,} byte</translation>
    </message>
    <message>
        <source>the {compression} data is cut short</source>
        <translation>dữ liệu {compression} bị cắt cụt</translation>
    </message>
    <message>
        <source>the {count:,} elements of {name} do not fill whole bytes</source>
        <translation>{count:,} phần tử của {name} không lấp đầy byte trọn vẹn</translation>
    </message>
    <message>
        <source>the {count} largest of {total:,} roles</source>
        <translation>{count} vai trò lớn nhất trong {total:,}</translation>
    </message>
    <message>
        <source>the {name} is a number, such as 1e-5</source>
        <translation>{name} là một số, như 1e-5</translation>
    </message>
    <message>
        <source>the {name} of a sparse tensor are of type {dtype}, not integers</source>
        <translation>{name} của tensor thưa có kiểu {dtype}, không phải số nguyên</translation>
    </message>
    <message>
        <source>the {what} {path} does not exist</source>
        <translation>{what} {path} không tồn tại</translation>
    </message>
    <message>
        <source>there is no architecture {arch}; the verb archs lists them</source>
        <translation>không có kiến trúc {arch}; lệnh archs liệt kê chúng</translation>
    </message>
    <message>
        <source>there is no member</source>
        <translation>không có thành viên nào</translation>
    </message>
    <message>
        <source>there is no result for {key}</source>
        <translation>không có kết quả cho {key}</translation>
    </message>
    <message>
        <source>there is no server {hostname}</source>
        <translation>không có máy chủ {hostname}</translation>
    </message>
    <message>
        <source>there is no tensor to export</source>
        <translation>không có tensor nào để xuất</translation>
    </message>
    <message>
        <source>there is no zip64 end record at byte {offset:,}, where its locator points</source>
        <translation>không có bản ghi kết thúc zip64 ở byte {offset:,}, nơi bộ định vị của nó trỏ tới</translation>
    </message>
    <message>
        <source>there is nothing to merge: {sentence}</source>
        <translation>không có gì để gộp: {sentence}</translation>
    </message>
    <message>
        <source>these are not the parts of one whole, as --part I/N with --json or -o writes them</source>
        <translation>đây không phải các phần của một tổng thể, như --part I/N với --json hoặc -o ghi ra</translation>
    </message>
    <message>
        <source>this build of the program brings no torch, and python3 has none either: choose a Python that has torch</source>
        <translation>bản dựng này không kèm torch, python3 cũng không có: hãy chọn Python có torch</translation>
    </message>
    <message>
        <source>this checkpoint is not a file yet: export it, and verify the file</source>
        <translation>checkpoint này chưa phải tệp: hãy xuất nó, rồi kiểm chứng tệp đó</translation>
    </message>
    <message>
        <source>this is not the map of a comparison</source>
        <translation>đây không phải ánh xạ của một lần so sánh</translation>
    </message>
    <message>
        <source>this machine</source>
        <translation>máy này</translation>
    </message>
    <message>
        <source>this program</source>
        <translation>chương trình này</translation>
    </message>
    <message>
        <source>this program, which takes it for one of a library</source>
        <translation>chương trình này, vốn xem nó là của một thư viện</translation>
    </message>
    <message>
        <source>though what leads to them differs{where}</source>
        <translation>dù thứ dẫn tới chúng khác nhau{where}</translation>
    </message>
    <message>
        <source>tied, and left out of the other file</source>
        <translation>dùng chung trọng số, và tệp kia bỏ nó ra</translation>
    </message>
    <message>
        <source>timm {version} has no model {params}</source>
        <translation>timm {version} không có mô hình {params}</translation>
    </message>
    <message>
        <source>to {size:,} bytes</source>
        <translation>thành {size:,} byte</translation>
    </message>
    <message>
        <source>torch.nn.modules.{record} can&apos;t be rebuilt from a pickle; give its code (--code)</source>
        <translation>torch.nn.modules.{record} không dựng lại được từ pickle; hãy đưa mã của nó (--code)</translation>
    </message>
    <message>
        <source>trainable tokens</source>
        <translation>token huấn luyện được</translation>
    </message>
    <message>
        <source>transformer encoder (nn.TransformerEncoder)</source>
        <translation>bộ mã hóa transformer (nn.TransformerEncoder)</translation>
    </message>
    <message>
        <source>transformers {version} has no model {name}</source>
        <translation>transformers {version} không có mô hình {name}</translation>
    </message>
    <message>
        <source>transpose, flattened by channel</source>
        <translation>chuyển vị, trải phẳng theo kênh</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true hoặc false</translation>
    </message>
    <message>
        <source>two linear layers</source>
        <translation>hai tầng tuyến tính</translation>
    </message>
    <message>
        <source>two tensors would lie in one place of the file; rename one of them</source>
        <translation>hai tensor sẽ nằm cùng một chỗ trong tệp; hãy đổi tên một trong hai</translation>
    </message>
    <message>
        <source>type</source>
        <translation>kiểu</translation>
    </message>
    <message>
        <source>unexpected</source>
        <translation>thừa</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>lạ</translation>
    </message>
    <message>
        <source>unreadable</source>
        <extracomment>What is sorted, with its keys, and what has no value yet: new numbers are merged into the first.</extracomment>
        <translation>không đọc được</translation>
    </message>
    <message>
        <source>unreadable tensor</source>
        <translation>tensor không đọc được</translation>
    </message>
    <message>
        <source>update ratio</source>
        <translation>tỉ lệ cập nhật</translation>
    </message>
    <message>
        <source>value</source>
        <extracomment>Where a bar of no values ends on a logarithmic axis: below the bar of one. Values beyond this are drawn in units of it: sums and differences of the largest floats would be infinite. And all that are smaller in units of the largest: Qt dies of shares of the smallest floats.
----------
How far a ridge reaches over the one above it, in rows. Rows that have room for a label each.</extracomment>
        <translation>giá trị</translation>
    </message>
    <message>
        <source>values</source>
        <translation>giá trị</translation>
    </message>
    <message>
        <source>variables/variables.index, the index of the variables, {reason}</source>
        <translation>variables/variables.index, chỉ mục của các biến, {reason}</translation>
    </message>
    <message>
        <source>verified by reading it back</source>
        <translation>đã kiểm chứng bằng cách đọc lại</translation>
    </message>
    <message>
        <source>verifying needs {library}, which {executable} lacks: install {remedy} there, or choose a Python that has it</source>
        <translation>kiểm chứng cần {library}, {executable} không có: hãy cài {remedy} ở đó, hoặc chọn Python có nó</translation>
    </message>
    <message>
        <source>was changed on the server since it was opened</source>
        <translation>đã thay đổi trên máy chủ kể từ khi mở</translation>
    </message>
    <message>
        <source>was changed since it was indexed</source>
        <translation>đã thay đổi kể từ khi lập chỉ mục</translation>
    </message>
    <message>
        <source>was changed since it was opened</source>
        <translation>đã thay đổi kể từ khi mở</translation>
    </message>
    <message>
        <source>was changed since the plan was made; nothing was deleted</source>
        <translation>đã thay đổi kể từ khi lập kế hoạch; không có gì bị xóa</translation>
    </message>
    <message>
        <source>was changed while it was read</source>
        <translation>đã thay đổi trong lúc đọc</translation>
    </message>
    <message>
        <source>was changed while it was read; open it again</source>
        <translation>đã thay đổi trong lúc đọc; hãy mở lại</translation>
    </message>
    <message>
        <source>was killed by {name}{during}</source>
        <translation>bị {name} kết thúc{during}</translation>
    </message>
    <message>
        <source>was stopped after {seconds:,} seconds{during}</source>
        <translation>bị dừng sau {seconds:,} giây{during}</translation>
    </message>
    <message>
        <source>was stopped because it started {processes} processes{during}</source>
        <translation>bị dừng vì khởi chạy {processes} tiến trình{during}</translation>
    </message>
    <message>
        <source>was stopped because it took more than {value:,} GiB of memory{during}</source>
        <translation>bị dừng vì dùng hơn {value:,} GiB bộ nhớ{during}</translation>
    </message>
    <message>
        <source>weight norm</source>
        <translation>chuẩn của trọng số</translation>
    </message>
    <message>
        <source>weight norm along axis {axis}</source>
        <translation>chuẩn của trọng số dọc trục {axis}</translation>
    </message>
    <message>
        <source>what was written can&apos;t be read back: {reason}</source>
        <translation>không đọc lại được những gì đã ghi: {reason}</translation>
    </message>
    <message>
        <source>what was written reads back as {format} with {tensors:,} tensors</source>
        <translation>những gì đã ghi khi đọc lại là {format} với {tensors:,} tensor</translation>
    </message>
    <message>
        <source>what was written reads back with other elements in {key}</source>
        <translation>những gì đã ghi khi đọc lại có phần tử khác trong {key}</translation>
    </message>
    <message>
        <source>what was written reads back without {key}, or with another shape</source>
        <translation>những gì đã ghi khi đọc lại thiếu {key}, hoặc với shape khác</translation>
    </message>
    <message>
        <source>where</source>
        <translation>vị trí</translation>
    </message>
    <message>
        <source>which has none of its modules</source>
        <translation>không có module nào của nó</translation>
    </message>
    <message>
        <source>which the token does not give</source>
        <translation>mà token không có</translation>
    </message>
    <message>
        <source>which {rounding} rounding does not explain</source>
        <translation>điều mà làm tròn {rounding} không giải thích được</translation>
    </message>
    <message>
        <source>whose weights have other shapes</source>
        <translation>có trọng số với shape khác</translation>
    </message>
    <message>
        <source>with NaN or Inf</source>
        <translation>có NaN hoặc Inf</translation>
    </message>
    <message>
        <source>with the code {printable}{more}</source>
        <translation>với mã {printable}{more}</translation>
    </message>
    <message>
        <source>with the tensor it is tied to</source>
        <translation>với tensor được buộc chung</translation>
    </message>
    <message>
        <source>within the tolerance (at most {max_abs:,} apart)</source>
        <translation>trong dung sai (cách nhau nhiều nhất {max_abs:,})</translation>
    </message>
    <message>
        <source>word vectors</source>
        <translation>vector từ</translation>
    </message>
    <message>
        <source>words in the key, in any order</source>
        <extracomment>How long typing must pause before the filter is applied. The language of the box, as examples and what they mean.</extracomment>
        <translation>các từ trong khóa, theo thứ tự bất kỳ</translation>
    </message>
    <message>
        <source>workers ended before they were done, {attempts} times ({reason})</source>
        <translation>worker kết thúc trước khi xong, {attempts} lần ({reason})</translation>
    </message>
    <message>
        <source>would decompress to more than {max_inflation:,} times its size</source>
        <translation>sẽ giải nén ra hơn {max_inflation:,} lần kích thước của nó</translation>
    </message>
    <message>
        <source>would take {nbytes}, though only {stored} of it are stored; leave it out</source>
        <translation>sẽ chiếm {nbytes}, dù chỉ {stored} trong đó được lưu; hãy bỏ nó ra</translation>
    </message>
    <message>
        <source>writes any file</source>
        <translation>ghi tệp bất kỳ</translation>
    </message>
    <message>
        <source>writes to any folder</source>
        <translation>ghi vào thư mục bất kỳ</translation>
    </message>
    <message>
        <source>written by</source>
        <translation>được ghi bởi</translation>
    </message>
    <message>
        <source>wrote something else than an answer{during}</source>
        <translation>ghi ra thứ không phải câu trả lời{during}</translation>
    </message>
    <message>
        <source>zero point</source>
        <translation>điểm không</translation>
    </message>
    <message>
        <source>zip archive</source>
        <translation>kho zip</translation>
    </message>
    <message>
        <source>zstd-compressed data</source>
        <translation>dữ liệu nén zstd</translation>
    </message>
    <message>
        <source>{address} is no executor: they are threads:N, processes:N, dask://HOST:PORT and ray://HOST:PORT</source>
        <translation>{address} không phải executor: có threads:N, processes:N, dask://HOST:PORT và ray://HOST:PORT</translation>
    </message>
    <message>
        <source>{address} lacks the address of the scheduler, such as dask://localhost:8786</source>
        <translation>{address} thiếu địa chỉ của bộ lập lịch, chẳng hạn dask://localhost:8786</translation>
    </message>
    <message>
        <source>{address}: the number of {kind} is from 1 to {most_local:,}</source>
        <translation>{address}: số {kind} là từ 1 đến {most_local:,}</translation>
    </message>
    <message>
        <source>{arch} gives no tensor</source>
        <translation>{arch} không cho tensor nào</translation>
    </message>
    <message>
        <source>{arch} has no hyperparameter {unknown}; it has {names}</source>
        <translation>{arch} không có siêu tham số {unknown}; nó có {names}</translation>
    </message>
    <message>
        <source>{a} against {b}</source>
        <translation>{a} so với {b}</translation>
    </message>
    <message>
        <source>{a} and {b} differ in values per element, so elements can&apos;t be compared one by one.</source>
        <translation>{a} và {b} khác nhau về số giá trị mỗi phần tử, nên không thể so sánh từng phần tử.</translation>
    </message>
    <message>
        <source>{a} is the transpose of {b}</source>
        <translation>{a} là chuyển vị của {b}</translation>
    </message>
    <message>
        <source>{a} may be the transpose of {b}</source>
        <translation>{a} có thể là chuyển vị của {b}</translation>
    </message>
    <message>
        <source>{behind:,} bytes follow the pickle; loading reads only the first one</source>
        <translation>sau pickle còn {behind:,} byte; khi nạp chỉ đọc pickle đầu tiên</translation>
    </message>
    <message>
        <source>{bins} of {what}</source>
        <translation>{bins} của {what}</translation>
    </message>
    <message>
        <source>{bins}, exact</source>
        <translation>{bins}, chính xác</translation>
    </message>
    <message>
        <source>{bins}, from 1 in {every:,} elements</source>
        <translation>{bins}, lấy 1 trong {every:,} phần tử</translation>
    </message>
    <message>
        <source>{bin}, most of {key}</source>
        <translation>{bin}, nhiều nhất là {key}</translation>
    </message>
    <message>
        <source>{checkpoints} that checkpoint lists are not there: {names}</source>
        <translation>{checkpoints} mà checkpoint liệt kê không tồn tại: {names}</translation>
    </message>
    <message>
        <source>{checkpoint} has no adapter&apos;s tensors; a full fine-tune is compared with a base</source>
        <translation>{checkpoint} không có tensor của adapter; fine-tune toàn bộ thì so sánh với mô hình gốc</translation>
    </message>
    <message>
        <source>{checkpoint} has no adapter&apos;s tensors; there is nothing to merge</source>
        <translation>{checkpoint} không có tensor của adapter; không có gì để gộp</translation>
    </message>
    <message>
        <source>{code} defines no {name}; it has {value}</source>
        <translation>{code} không định nghĩa {name}; nó có {value}</translation>
    </message>
    <message>
        <source>{code} is neither a file nor an installed module</source>
        <translation>{code} không phải tệp cũng không phải module đã cài</translation>
    </message>
    <message>
        <source>{column}{relation} takes a number such as 0.5, -1e-3 or 50%</source>
        <translation>{column}{relation} nhận một số như 0.5, -1e-3 hoặc 50%</translation>
    </message>
    <message>
        <source>{count:,} ({share:.1%})</source>
        <translation>{count:,} ({share:.1%})</translation>
    </message>
    <message>
        <source>{count:,} ({share:.2%})</source>
        <translation>{count:,} ({share:.2%})</translation>
    </message>
    <message>
        <source>{count:,} above {edge} (max {high})</source>
        <translation>{count:,} trên {edge} (max {high})</translation>
    </message>
    <message>
        <source>{count:,} below {edge} (min {low})</source>
        <translation>{count:,} dưới {edge} (min {low})</translation>
    </message>
    <message>
        <source>{count:,} elements of {bits} bits do not fit {nbytes:,} bytes</source>
        <translation>{count:,} phần tử {bits} bit không vừa {nbytes:,} byte</translation>
    </message>
    <message>
        <source>{count:,} empty</source>
        <translation>{count:,} rỗng</translation>
    </message>
    <message>
        <source>{count:,} in buffers</source>
        <translation>{count:,} trong buffer</translation>
    </message>
    <message>
        <source>{count:,} in optimizer state</source>
        <translation>{count:,} trong trạng thái optimizer</translation>
    </message>
    <message>
        <source>{count:,} in other tensors</source>
        <translation>{count:,} trong tensor khác</translation>
    </message>
    <message>
        <source>{count:,} matrices are each the exact transpose of one in the other file.</source>
        <translation>{count:,} ma trận đều đúng là chuyển vị của một ma trận trong tệp kia.</translation>
    </message>
    <message>
        <source>{count:,} more</source>
        <translation>{count:,} mục nữa</translation>
    </message>
    <message>
        <source>{count:,} more changed less; the JSON report lists all.</source>
        <translation>{count:,} tensor khác thay đổi ít hơn; báo cáo JSON liệt kê tất cả.</translation>
    </message>
    <message>
        <source>{count:,} not finite</source>
        <translation>{count:,} không hữu hạn</translation>
    </message>
    <message>
        <source>{count:,} numbers can&apos;t be in {nbytes:,} bytes</source>
        <translation>{count:,} số không thể nằm trong {nbytes:,} byte</translation>
    </message>
    <message numerus="yes">
        <source>{count:,} of %n key</source>
        <comment>{count:,} of %n keys</comment>
        <translation>
            <numerusform>{count:,} trong %n khóa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} of %n row from {source} have keys that {target} has, too.</source>
        <comment>{count:,} of %n rows from {source} have keys that {target} has, too.</comment>
        <translation>
            <numerusform>{count:,} trong %n dòng từ {source} có khóa mà {target} cũng có.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} of %n tensor differ</source>
        <comment>{count:,} of %n tensors differ</comment>
        <extracomment>The parts in the order in which they are shown. Sums over the tensors that were measured: of squares of the differences and of A.</extracomment>
        <translation>
            <numerusform>{count:,} trong %n tensor khác nhau</numerusform>
        </translation>
    </message>
    <message>
        <source>{count:,} of {total:,}</source>
        <translation>{count:,} trong {total:,}</translation>
    </message>
    <message>
        <source>{count:,} tensors, colored by depth</source>
        <translation>{count:,} tensor, tô màu theo độ sâu</translation>
    </message>
    <message>
        <source>{count:,} values are too many to copy; select at most {most:,}</source>
        <translation>{count:,} giá trị là quá nhiều để sao chép; chọn nhiều nhất {most:,}</translation>
    </message>
    <message>
        <source>{count:,} without numbers</source>
        <translation>{count:,} không có số</translation>
    </message>
    <message>
        <source>{counts}, frees {freed} of {total}</source>
        <translation>{counts}, giải phóng {freed} trên {total}</translation>
    </message>
    <message>
        <source>{count} of the adapter would be left out, first {first}; a partial merge allows that</source>
        <translation>{count} của adapter sẽ bị bỏ lại, đầu tiên là {first}; gộp một phần thì cho phép điều đó</translation>
    </message>
    <message>
        <source>{count} of {total} not there or unreadable: {shown}{more}</source>
        <translation>{count} trên {total} không tồn tại hoặc không đọc được: {shown}{more}</translation>
    </message>
    <message>
        <source>{count}, estimated from random vectors</source>
        <translation>{count}, ước lượng từ vectơ ngẫu nhiên</translation>
    </message>
    <message>
        <source>{differences:,} of {total:,} differ</source>
        <extracomment>How often what has been found meanwhile is shown. How long comparing waits for the first rows to be painted: beside busy threads that would take long. Notices of what is tied in one file only. What it is shown with; each takes some milliseconds to import. A key that was to be selected and is in neither file.</extracomment>
        <translation>{differences:,} trong {total:,} khác nhau</translation>
    </message>
    <message numerus="yes">
        <source>{differing:,} of %n tensor differ</source>
        <comment>{differing:,} of %n tensors differ</comment>
        <translation>
            <numerusform>{differing:,} trong %n tensor khác nhau</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{differing:,} of %n tensor differ so far</source>
        <comment>{differing:,} of %n tensors differ so far</comment>
        <translation>
            <numerusform>đến giờ {differing:,} trong %n tensor khác nhau</numerusform>
        </translation>
    </message>
    <message>
        <source>{differing:,} of {elements:,} elements</source>
        <translation>{differing:,} trong {elements:,} phần tử</translation>
    </message>
    <message>
        <source>{differing:,} of {total:,} differ</source>
        <translation>{differing:,}/{total:,} khác nhau</translation>
    </message>
    <message numerus="yes">
        <source>{differing} of %n element differ; {what} can&apos;t be subtracted.</source>
        <comment>{differing} of %n elements differ; {what} can&apos;t be subtracted.</comment>
        <translation>
            <numerusform>{differing} trong %n phần tử khác nhau; {what} không thể trừ nhau.</numerusform>
        </translation>
    </message>
    <message>
        <source>{dtype} is no type to cast to; there are {encodable}</source>
        <translation>{dtype} không phải kiểu để đổi sang; có {encodable}</translation>
    </message>
    <message>
        <source>{dtype} values can&apos;t be decoded by this version</source>
        <translation>phiên bản này không giải mã được giá trị {dtype}</translation>
    </message>
    <message>
        <source>{dtype} values can&apos;t be made by this version</source>
        <translation>phiên bản này không tạo được giá trị {dtype}</translation>
    </message>
    <message>
        <source>{dtype}, shape {shape}</source>
        <translation>{dtype}, shape {shape}</translation>
    </message>
    <message>
        <source>{elements} of {before} overflowed {after}</source>
        <translation>{elements} trên {before} tràn {after}</translation>
    </message>
    <message>
        <source>{elements}, {bits} in all</source>
        <translation>{elements}, tổng cộng {bits}</translation>
    </message>
    <message>
        <source>{fault}; there is {repr}</source>
        <translation>{fault}; có {repr}</translation>
    </message>
    <message>
        <source>{fetched} fetched</source>
        <translation>đã tải {fetched}</translation>
    </message>
    <message>
        <source>{files}: {what}{shards}; verified by reading it back</source>
        <translation>{files}: {what}{shards}; đã kiểm chứng bằng cách đọc lại</translation>
    </message>
    <message>
        <source>{file} does not fit {arch}: {value} (the first is {first})</source>
        <translation>{file} không khớp {arch}: {value} (đầu tiên là {first})</translation>
    </message>
    <message>
        <source>{file}; byte {offset:,}</source>
        <translation>{file}; byte {offset:,}</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <translation>{first} và {second}</translation>
    </message>
    <message>
        <source>{first} {second}</source>
        <extracomment>How two are joined.</extracomment>
        <translation>{first} {second}</translation>
    </message>
    <message>
        <source>{first}, {second}</source>
        <translation>{first}, {second}</translation>
    </message>
    <message>
        <source>{first}: {second}</source>
        <translation>{first}: {second}</translation>
    </message>
    <message>
        <source>{first}; {second}</source>
        <translation>{first}; {second}</translation>
    </message>
    <message>
        <source>{formats} (sharded)</source>
        <extracomment>How the names of formats end where a checkpoint is in several files of one.</extracomment>
        <translation>{formats} (chia shard)</translation>
    </message>
    <message>
        <source>{found:,} scales for {count:,} channels</source>
        <translation>{found:,} scale cho {count:,} kênh</translation>
    </message>
    <message>
        <source>{found} can import it</source>
        <translation>{found} import được nó</translation>
    </message>
    <message>
        <source>{found} can import torch</source>
        <translation>{found} import được torch</translation>
    </message>
    <message>
        <source>{groups} in the index but not in {name}: {shown}{more}</source>
        <translation>{groups} có trong chỉ mục nhưng không có trong {name}: {shown}{more}</translation>
    </message>
    <message>
        <source>{kernels} transposed</source>
        <translation>{kernels} được chuyển vị</translation>
    </message>
    <message>
        <source>{keys} in the index without the name of a file, such as {first}</source>
        <translation>{keys} trong chỉ mục không có tên tệp, chẳng hạn {first}</translation>
    </message>
    <message>
        <source>{keys} missing</source>
        <translation>thiếu {keys}</translation>
    </message>
    <message>
        <source>{keys} of another shape</source>
        <translation>{keys} khác shape</translation>
    </message>
    <message>
        <source>{keys} of the pickle are set twice; the last one counts</source>
        <translation>{keys} của pickle được gán hai lần; lần cuối được tính</translation>
    </message>
    <message>
        <source>{keys} unexpected</source>
        <translation>thừa {keys}</translation>
    </message>
    <message>
        <source>{key}
not compared yet</source>
        <translation>{key}
chưa so sánh</translation>
    </message>
    <message>
        <source>{key} ({a}, not {b})</source>
        <translation>{key} ({a}, không phải {b})</translation>
    </message>
    <message>
        <source>{key} ({dtype}) can&apos;t be cast to {dtype2}</source>
        <translation>{key} ({dtype}) không đổi sang {dtype2} được</translation>
    </message>
    <message>
        <source>{key} at index {value}</source>
        <translation>{key} tại chỉ số {value}</translation>
    </message>
    <message>
        <source>{key} at step {step}</source>
        <translation>{key} ở bước {step}</translation>
    </message>
    <message>
        <source>{key} has a shape larger than any memory</source>
        <translation>{key} có shape lớn hơn mọi bộ nhớ</translation>
    </message>
    <message>
        <source>{key} has more elements than can be counted</source>
        <translation>{key} có nhiều phần tử hơn mức đếm được</translation>
    </message>
    <message>
        <source>{key} has more than 32 axes that can&apos;t be merged</source>
        <translation>{key} có hơn 32 trục không gộp được</translation>
    </message>
    <message>
        <source>{key} has no data in the file (device meta)</source>
        <translation>{key} không có dữ liệu trong tệp (device meta)</translation>
    </message>
    <message>
        <source>{key} has no data in the file, or holds no numbers</source>
        <translation>{key} không có dữ liệu trong tệp, hoặc không chứa số</translation>
    </message>
    <message>
        <source>{key} has no singular values, because some of its values are NaN or infinite</source>
        <translation>{key} không có giá trị suy biến, vì một số giá trị của nó là NaN hoặc vô cùng</translation>
    </message>
    <message>
        <source>{key} has no two distributions to compare</source>
        <translation>{key} không có hai phân bố để so sánh</translation>
    </message>
    <message>
        <source>{key} has {axes} axes; there is no axis {axis}</source>
        <translation>{key} có {axes} trục; không có trục {axis}</translation>
    </message>
    <message>
        <source>{key} has {shape} axes, the slice names {region}</source>
        <translation>{key} có {shape} trục, lát cắt nêu {region}</translation>
    </message>
    <message>
        <source>{key} has {shape} axes, too many to print; name a slice</source>
        <translation>{key} có {shape} trục, quá nhiều để in; hãy nêu lát cắt</translation>
    </message>
    <message>
        <source>{key} has {shape} axes; numpy has at most 64</source>
        <translation>{key} có {shape} trục; numpy có nhiều nhất 64</translation>
    </message>
    <message>
        <source>{key} holds no numbers</source>
        <translation>{key} không chứa số</translation>
    </message>
    <message>
        <source>{key} holds no numbers that could be subtracted</source>
        <translation>{key} không chứa số trừ được cho nhau</translation>
    </message>
    <message>
        <source>{key} holds {dtype}, which is not a number</source>
        <translation>{key} chứa {dtype}, không phải số</translation>
    </message>
    <message>
        <source>{key} in B</source>
        <translation>{key} trong B</translation>
    </message>
    <message>
        <source>{key} is a group of {entries}</source>
        <translation>{key} là một nhóm {entries}</translation>
    </message>
    <message>
        <source>{key} is a negated or conjugated view of {dtype}</source>
        <translation>{key} là view đổi dấu hoặc liên hợp của {dtype}</translation>
    </message>
    <message>
        <source>{key} is not a matrix of numbers</source>
        <translation>{key} không phải ma trận số</translation>
    </message>
    <message>
        <source>{key} is not a matrix that could be transposed</source>
        <translation>{key} không phải ma trận chuyển vị được</translation>
    </message>
    <message>
        <source>{key} is not a tensor</source>
        <translation>{key} không phải tensor</translation>
    </message>
    <message>
        <source>{key} is packed in blocks of {block} elements and can&apos;t be cut inside one</source>
        <translation>{key} được đóng gói theo khối {block} phần tử và không cắt được bên trong khối</translation>
    </message>
    <message>
        <source>{key} is the transpose of {other}.</source>
        <translation>{key} là chuyển vị của {other}.</translation>
    </message>
    <message>
        <source>{key} may be (by its shape) the transpose of {other}.</source>
        <translation>{key} có thể (theo shape) là chuyển vị của {other}.</translation>
    </message>
    <message>
        <source>{key}: not compared yet</source>
        <translation>{key}: chưa so sánh</translation>
    </message>
    <message>
        <source>{key}: strided views of packed {dtype} elements are not supported</source>
        <translation>{key}: không hỗ trợ view có stride của phần tử {dtype} đóng gói</translation>
    </message>
    <message numerus="yes">
        <source>{key}: {share}, %n parameter</source>
        <comment>{key}: {share}, %n parameters</comment>
        <translation>
            <numerusform>{key}: {share}, %n tham số</numerusform>
        </translation>
    </message>
    <message>
        <source>{kind} is not a layer of a chain; there are {kinds}</source>
        <translation>{kind} không phải tầng của một chuỗi; có {kinds}</translation>
    </message>
    <message>
        <source>{layers:,} layers of {prefix} by {roles:,} roles</source>
        <translation>{layers:,} tầng của {prefix} theo {roles:,} vai trò</translation>
    </message>
    <message>
        <source>{left:,} bytes after the last object belong to nothing</source>
        <translation>{left:,} byte sau đối tượng cuối không thuộc về đâu</translation>
    </message>
    <message>
        <source>{left:,} numbers follow those of all layers in the .cfg</source>
        <translation>{left:,} số nằm sau các số của mọi lớp trong .cfg</translation>
    </message>
    <message>
        <source>{library} can&apos;t be imported by {executable}: {said}</source>
        <translation>{executable} không import được {library}: {said}</translation>
    </message>
    <message>
        <source>{library} may run code that comes with the model, {what}; it was not looked at</source>
        <translation>{library} có thể chạy mã đi kèm mô hình, {what}; mã đó không được xem</translation>
    </message>
    <message>
        <source>{links} to blobs of the cache copied as text; the blobs were read, but what loads the model does not find them. Copy the folder with its links</source>
        <translation>{links} tới blob của cache đã bị chép thành văn bản; các blob đã được đọc, nhưng chương trình nạp mô hình không tìm thấy chúng. Hãy chép thư mục kèm các liên kết</translation>
    </message>
    <message>
        <source>{location} does not say which architecture it is of; give one (archs finds those that fit)</source>
        <translation>{location} không cho biết nó thuộc kiến trúc nào; hãy nêu một kiến trúc (archs tìm các kiến trúc khớp)</translation>
    </message>
    <message>
        <source>{location} has no checkpoints that could be steps of a run</source>
        <translation>{location} không có checkpoint nào có thể là các bước của một lần huấn luyện</translation>
    </message>
    <message>
        <source>{low} (blue) to {high} (orange)</source>
        <translation>{low} (xanh) đến {high} (cam)</translation>
    </message>
    <message>
        <source>{measure} {what}.</source>
        <translation>{measure} {what}.</translation>
    </message>
    <message>
        <source>{measure} {what}: {ends}.</source>
        <translation>{measure} {what}: {ends}.</translation>
    </message>
    <message>
        <source>{measure}{compare} takes a number such as 4096, 1.5M or 2G</source>
        <translation>{measure}{compare} nhận một số như 4096, 1.5M hoặc 2G</translation>
    </message>
    <message>
        <source>{members} of the tar archive are links; they are not followed</source>
        <translation>{members} của kho tar là liên kết; chúng không được lần theo</translation>
    </message>
    <message>
        <source>{members} of the zip archive are symbolic links; they are not followed</source>
        <translation>{members} của kho zip là liên kết tượng trưng; chúng không được lần theo</translation>
    </message>
    <message>
        <source>{message}; rename or leave out one</source>
        <translation>{message}; hãy đổi tên hoặc bỏ một cái ra</translation>
    </message>
    <message>
        <source>{metadata} is not a JSON object</source>
        <translation>{metadata} không phải đối tượng JSON</translation>
    </message>
    <message>
        <source>{module} has {value} twice; {key} counts</source>
        <translation>{module} có {value} hai lần; {key} được tính</translation>
    </message>
    <message>
        <source>{moment} of {key}</source>
        <translation>{moment} của {key}</translation>
    </message>
    <message>
        <source>{moment} of {key} (optimizer) at index {value}</source>
        <translation>{moment} của {key} (optimizer) tại chỉ số {value}</translation>
    </message>
    <message>
        <source>{more:,} more pickle imports, none more dangerous than the last one listed</source>
        <translation>{more:,} import nữa trong pickle, không cái nào nguy hiểm hơn cái cuối được liệt kê</translation>
    </message>
    <message>
        <source>{names} in the tar archive would lead out of the folder on extraction</source>
        <translation>{names} trong kho tar sẽ dẫn ra ngoài thư mục khi giải nén</translation>
    </message>
    <message>
        <source>{names} in the zip archive belong to several members each: programs disagree about which of them counts</source>
        <translation>{names} trong kho zip thuộc về nhiều thành viên: các chương trình không thống nhất cái nào được tính</translation>
    </message>
    <message>
        <source>{names} in the zip archive would lead out of the folder on extraction</source>
        <translation>{names} trong kho zip sẽ dẫn ra ngoài thư mục khi giải nén</translation>
    </message>
    <message>
        <source>{names} incomplete: {reason}</source>
        <translation>{names} không đầy đủ: {reason}</translation>
    </message>
    <message>
        <source>{names} would all be called {key}</source>
        <translation>{names} đều sẽ có tên {key}</translation>
    </message>
    <message>
        <source>{names} would both be called {key}</source>
        <translation>{names} cả hai sẽ có tên {key}</translation>
    </message>
    <message numerus="yes">
        <source>{name} (%n layer)</source>
        <comment>{name} (%n layers)</comment>
        <translation>
            <numerusform>{name} (%n tầng)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name} (%n value)</source>
        <comment>{name} (%n values)</comment>
        <translation>
            <numerusform>{name} (%n giá trị)</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} (history)</source>
        <translation>{name} (lịch sử)</translation>
    </message>
    <message>
        <source>{name} (open)</source>
        <translation>{name} (đang mở)</translation>
    </message>
    <message>
        <source>{name} (unsaved)</source>
        <extracomment>What the tab adds to its name where its file can no longer be read; &quot;&quot; where it can. A key that was to be selected and is not in the file. The column that the tree is sorted by, -1 for none, and whether the largest come first. The keys that are marked to come back to.</extracomment>
        <translation>{name} (chưa lưu)</translation>
    </message>
    <message>
        <source>{name} adds values that are NaN or infinite</source>
        <translation>{name} cộng vào các giá trị NaN hoặc vô cùng</translation>
    </message>
    <message>
        <source>{name} at {steps} (sampled)</source>
        <translation>{name} ở {steps} (lấy mẫu)</translation>
    </message>
    <message>
        <source>{name} can&apos;t be looked into: {reason}</source>
        <translation>không xem được bên trong {name}: {reason}</translation>
    </message>
    <message>
        <source>{name} can&apos;t be put together from its slices: {reason}</source>
        <translation>không ghép được {name} từ các lát cắt của nó: {reason}</translation>
    </message>
    <message>
        <source>{name} can&apos;t be read: {error}</source>
        <translation>Không đọc được {name}: {error}</translation>
    </message>
    <message>
        <source>{name} does not have the piece that the index says it has</source>
        <translation>{name} không có mảnh mà chỉ mục nêu là nó có</translation>
    </message>
    <message>
        <source>{name} ends at byte {value:,} of a file of {nbytes:,}</source>
        <translation>{name} kết thúc ở byte {value:,} của tệp {nbytes:,} byte</translation>
    </message>
    <message>
        <source>{name} has no entry {key}</source>
        <translation>{name} không có mục {key}</translation>
    </message>
    <message>
        <source>{name} has no matching tensor.</source>
        <translation>{name} không có tensor tương ứng.</translation>
    </message>
    <message>
        <source>{name} has no {parameter} in the base</source>
        <translation>{name} không có {parameter} trong mô hình gốc</translation>
    </message>
    <message>
        <source>{name} has only {roles}: factors are missing, so that it changes nothing</source>
        <translation>{name} chỉ có {roles}: thiếu thừa số, nên nó không thay đổi gì</translation>
    </message>
    <message>
        <source>{name} has pickled objects as elements (numcodecs pickle filter): zarr unpickles them when it reads it</source>
        <translation>{name} có phần tử là đối tượng pickle (bộ lọc pickle của numcodecs): zarr unpickle chúng khi đọc</translation>
    </message>
    <message>
        <source>{name} has rows of {row:,} elements in blocks of {elements_per_unit} ({dtype})</source>
        <translation>{name} có hàng {row:,} phần tử theo khối {elements_per_unit} ({dtype})</translation>
    </message>
    <message>
        <source>{name} has rows of {shape:,} elements in blocks of {elements_per_unit}</source>
        <translation>{name} có hàng {shape:,} phần tử theo khối {elements_per_unit}</translation>
    </message>
    <message>
        <source>{name} has the type {type_code:,}, which this program does not know</source>
        <translation>{name} có kiểu {type_code:,}, chương trình này không biết</translation>
    </message>
    <message>
        <source>{name} has the unknown dtype {code}</source>
        <translation>{name} có dtype lạ {code}</translation>
    </message>
    <message>
        <source>{name} has {offsets} offsets, not a begin and an end</source>
        <translation>{name} có {offsets} offset, không phải đầu và cuối</translation>
    </message>
    <message>
        <source>{name} has {value:,} bytes of data, its shape and dtype ask for {nbytes:,}</source>
        <translation>{name} có {value:,} byte dữ liệu, shape và dtype của nó đòi hỏi {nbytes:,}</translation>
    </message>
    <message numerus="yes">
        <source>{name} in %n cell</source>
        <comment>{name} in %n cells</comment>
        <translation>
            <numerusform>{name} trong %n ô</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is a compiled library, which torch runs when the program is loaded</source>
        <translation>{name} là thư viện đã biên dịch, torch chạy nó khi nạp chương trình</translation>
    </message>
    <message>
        <source>{name} is no Checkpoint</source>
        <translation>{name} không phải Checkpoint</translation>
    </message>
    <message>
        <source>{name} is no Recogniser</source>
        <translation>{name} không phải Recogniser</translation>
    </message>
    <message>
        <source>{name} is no activation; there are {activations}</source>
        <translation>{name} không phải hàm kích hoạt; có {activations}</translation>
    </message>
    <message>
        <source>{name} is no longer on disk.</source>
        <translation>{name} không còn trên đĩa.</translation>
    </message>
    <message>
        <source>{name} is no way of pooling; there are max and avg</source>
        <translation>{name} không phải cách pooling; có max và avg</translation>
    </message>
    <message>
        <source>{name} is none of {encodable}</source>
        <translation>{name} không thuộc {encodable}</translation>
    </message>
    <message>
        <source>{name} is not an array</source>
        <translation>{name} không phải mảng</translation>
    </message>
    <message>
        <source>{name} is not saved.</source>
        <translation>{name} chưa được lưu.</translation>
    </message>
    <message>
        <source>{name} is there twice; {key} counts</source>
        <translation>{name} có hai lần; {key} được tính</translation>
    </message>
    <message>
        <source>{name} is {kind}, such as {example}, not {typed}</source>
        <translation>{name} là {kind}, như {example}, không phải {typed}</translation>
    </message>
    <message>
        <source>{name} lies beside {name2} and was not opened; transformers would load it</source>
        <translation>{name} nằm bên cạnh {name2} và không được mở; transformers sẽ nạp nó</translation>
    </message>
    <message>
        <source>{name} names no file that is here</source>
        <translation>{name} không nêu tệp nào có ở đây</translation>
    </message>
    <message>
        <source>{name} of transformers, by its config.json</source>
        <translation>{name} của transformers, theo config.json của nó</translation>
    </message>
    <message>
        <source>{name} of transformers, by its shapes</source>
        <translation>{name} của transformers, theo các shape</translation>
    </message>
    <message>
        <source>{name} of {count:,} indices, {marked:,} of them marked</source>
        <extracomment>Indices in sight beyond twice as many are drawn by the least and the largest of each run. Marked indices that get a dot each.</extracomment>
        <translation>{name} của {count:,} chỉ số, {marked:,} trong đó được đánh dấu</translation>
    </message>
    <message numerus="yes">
        <source>{name} over depth of %n role</source>
        <comment>{name} over depth of %n roles</comment>
        <extracomment>How near, in pixels, the mouse must be to a point to mean it. Numbers beyond are not drawn: pyqtgraph reckons with differences and products of them.</extracomment>
        <translation>
            <numerusform>{name} theo độ sâu của %n vai trò</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} says that it is another part of a model than its name says</source>
        <translation>{name} khai là phần khác của mô hình so với tên của nó</translation>
    </message>
    <message>
        <source>{name} would be a tensor and a group with tensors in it; rename one of them</source>
        <translation>{name} sẽ vừa là tensor vừa là nhóm chứa tensor; hãy đổi tên một trong hai</translation>
    </message>
    <message>
        <source>{name} {first:,} to {stop:,} of {count:,}</source>
        <translation>{name} {first:,} đến {stop:,} trong {count:,}</translation>
    </message>
    <message>
        <source>{name}, as the file says</source>
        <translation>{name}, theo tệp</translation>
    </message>
    <message>
        <source>{name}, which belongs to these parameters, can&apos;t be read as a symbol</source>
        <translation>{name}, thuộc về các tham số này, không đọc được như một symbol</translation>
    </message>
    <message>
        <source>{name}, which has the names of these tensors, can&apos;t be read as a program</source>
        <translation>{name}, có tên của các tensor này, không đọc được như một chương trình</translation>
    </message>
    <message>
        <source>{name}, which lists the layers, is not beside it</source>
        <translation>{name}, liệt kê các lớp, không nằm bên cạnh nó</translation>
    </message>
    <message>
        <source>{name}: the axis</source>
        <translation>{name}: trục</translation>
    </message>
    <message>
        <source>{nan:,} NaN, {inf:,} Inf, first at {place}</source>
        <translation>{nan:,} NaN, {inf:,} Inf, đầu tiên ở {place}</translation>
    </message>
    <message>
        <source>{numel:,} elements are too many to go through: the file holds few of them</source>
        <translation>{numel:,} phần tử là quá nhiều để duyệt: tệp chỉ chứa một ít trong đó</translation>
    </message>
    <message>
        <source>{outside:,} outside |b - a| &lt;= {atol} + {rtol} |b|</source>
        <translation>{outside:,} nằm ngoài |b - a| &lt;= {atol} + {rtol} |b|</translation>
    </message>
    <message>
        <source>{parts} of quantised weights not decoded: {shown}</source>
        <translation>{parts} của trọng số lượng tử hóa chưa giải mã: {shown}</translation>
    </message>
    <message>
        <source>{part}claims {number:,} {what} at byte {position:,}, where {remaining:,} bytes are left</source>
        <translation>{part}khai {number:,} {what} ở byte {position:,}, nơi chỉ còn {remaining:,} byte</translation>
    </message>
    <message>
        <source>{part}ends at byte {end:,}: {nbytes:,} more bytes were to follow at byte {position:,}</source>
        <translation>{part}kết thúc ở byte {end:,}: lẽ ra còn {nbytes:,} byte nữa ở byte {position:,}</translation>
    </message>
    <message>
        <source>{part}ends at byte {size:,}, before byte {end:,}</source>
        <translation>{part}kết thúc ở byte {size:,}, trước byte {end:,}</translation>
    </message>
    <message>
        <source>{part}has a negative length at byte {position:,}</source>
        <translation>{part}có độ dài âm ở byte {position:,}</translation>
    </message>
    <message>
        <source>{part}has a number of more than 64 bits at byte {start:,}</source>
        <translation>{part}có số dài hơn 64 bit ở byte {start:,}</translation>
    </message>
    <message>
        <source>{part}has text at byte {start:,} that does not end</source>
        <translation>{part}có văn bản ở byte {start:,} không kết thúc</translation>
    </message>
    <message>
        <source>{part}has text at byte {start:,} that is not valid {encoding}</source>
        <translation>{part}có văn bản ở byte {start:,} không phải {encoding} hợp lệ</translation>
    </message>
    <message>
        <source>{part}has {found} at byte {start:,} in the place of {magic}</source>
        <translation>{part}có {found} ở byte {start:,} tại chỗ của {magic}</translation>
    </message>
    <message>
        <source>{path} changed since you agreed to run it</source>
        <translation>{path} đã thay đổi kể từ khi bạn đồng ý chạy nó</translation>
    </message>
    <message>
        <source>{path} holds no tensor</source>
        <translation>{path} không chứa tensor nào</translation>
    </message>
    <message>
        <source>{posinf:,} positive, {neginf:,} negative</source>
        <translation>{posinf:,} dương, {neginf:,} âm</translation>
    </message>
    <message>
        <source>{position:,} elements do not fill the shape {sizes}</source>
        <translation>{position:,} phần tử không lấp đầy shape {sizes}</translation>
    </message>
    <message>
        <source>{python} can&apos;t be started: {value}</source>
        <translation>không khởi chạy được {python}: {value}</translation>
    </message>
    <message>
        <source>{quantised_weights} ({counts}), shown with decoded values above the stored parts</source>
        <translation>{quantised_weights} ({counts}), hiển thị với giá trị đã giải mã ở trên các phần được lưu</translation>
    </message>
    <message>
        <source>{rank:,} of {total:,}</source>
        <translation>{rank:,} trong {total:,}</translation>
    </message>
    <message>
        <source>{ranks} of {ranks2} not there: {absent}</source>
        <translation>{ranks} trên {ranks2} không tồn tại: {absent}</translation>
    </message>
    <message>
        <source>{reason} What is shown was read before.</source>
        <translation>{reason} Nội dung đang hiển thị được đọc trước đó.</translation>
    </message>
    <message>
        <source>{reason}; this needs {need}, and {folder} has room for {room}</source>
        <translation>{reason}; việc này cần {need}, còn {folder} có chỗ cho {room}</translation>
    </message>
    <message>
        <source>{records} differ in case only from others: torch may read those instead</source>
        <translation>{records} chỉ khác các bản ghi khác ở chữ hoa thường: torch có thể đọc chúng thay thế</translation>
    </message>
    <message>
        <source>{remaining:,} bytes behind the last tensor belong to nothing</source>
        <translation>{remaining:,} byte sau tensor cuối không thuộc về gì</translation>
    </message>
    <message>
        <source>{remaining:,} bytes behind the list belong to nothing</source>
        <translation>{remaining:,} byte sau danh sách không thuộc về gì</translation>
    </message>
    <message>
        <source>{remaining:,} bytes of the weights belong to no layer that is known here</source>
        <translation>{remaining:,} byte của trọng số không thuộc tầng nào được biết ở đây</translation>
    </message>
    <message>
        <source>{rows:,} × {columns:,} is too large: singular values are computed of matrices with a side of at most {max_side:,}, since the time grows with its cube</source>
        <translation>{rows:,} × {columns:,} là quá lớn: giá trị suy biến được tính cho ma trận có cạnh nhiều nhất {max_side:,}, vì thời gian tăng theo lập phương</translation>
    </message>
    <message>
        <source>{rows} × {columns} values</source>
        <translation>{rows} × {columns} giá trị</translation>
    </message>
    <message>
        <source>{searched:,} other settings of {assumed} do not match either</source>
        <translation>{searched:,} thiết lập khác của {assumed} cũng không khớp</translation>
    </message>
    <message>
        <source>{sentence} ({more})</source>
        <translation>{sentence} ({more})</translation>
    </message>
    <message>
        <source>{sentence}.</source>
        <extracomment>Longer texts are no sentences. Sentences within sentences, and how many parts of one text are looked at, which bounds the time that any text takes. From here on letters are set without blanks between them.</extracomment>
        <translation>{sentence}.</translation>
    </message>
    <message numerus="yes">
        <source>{shown:,} of %n file</source>
        <comment>{shown:,} of %n files</comment>
        <translation>
            <numerusform>{shown:,} trong %n tệp</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown:,} of %n step</source>
        <comment>{shown:,} of %n steps</comment>
        <translation>
            <numerusform>{shown:,} trong %n bước</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown:,} of %n tensor</source>
        <comment>{shown:,} of %n tensors</comment>
        <translation>
            <numerusform>{shown:,} trong %n tensor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown:,} of %n tensor (sampled)</source>
        <comment>{shown:,} of %n tensors (sampled)</comment>
        <translation>
            <numerusform>{shown:,} trong %n tensor (lấy mẫu)</numerusform>
        </translation>
    </message>
    <message>
        <source>{shown}, which has the data of {tensors}, {reason}</source>
        <translation>{shown}, chứa dữ liệu của {tensors}, {reason}</translation>
    </message>
    <message>
        <source>{shown}{more}: each {message}</source>
        <translation>{shown}{more}: mỗi cái {message}</translation>
    </message>
    <message>
        <source>{side} is an adapter ({titles}), whose tensors change others instead of being compared with them</source>
        <translation>{side} là adapter ({titles}), tensor của nó thay đổi tensor khác thay vì được so sánh với chúng</translation>
    </message>
    <message>
        <source>{size:,} elements ({dense}) are too many to go through: the file holds few of them</source>
        <translation>{size:,} phần tử ({dense}) là quá nhiều để duyệt: tệp chỉ chứa một ít trong đó</translation>
    </message>
    <message numerus="yes">
        <source>{size} (%n group)</source>
        <comment>{size} (%n groups)</comment>
        <translation>
            <numerusform>{size} (%n nhóm)</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} (storages {storages})</source>
        <translation>{size} (vùng lưu trữ {storages})</translation>
    </message>
    <message>
        <source>{size} ({count:,} bytes)</source>
        <translation>{size} ({count:,} byte)</translation>
    </message>
    <message>
        <source>{size} is not a size such as 5GB, 500MB or 2GiB</source>
        <translation>{size} không phải kích thước như 5GB, 500MB hoặc 2GiB</translation>
    </message>
    <message>
        <source>{start:,} to {stop:,}</source>
        <translation>{start:,} đến {stop:,}</translation>
    </message>
    <message>
        <source>{state}: singular values of {key}</source>
        <translation>{state}: giá trị suy biến của {key}</translation>
    </message>
    <message>
        <source>{strip} is no rule; there are best, first, last, last=N, every=N</source>
        <translation>{strip} không phải quy tắc; có best, first, last, last=N, every=N</translation>
    </message>
    <message>
        <source>{suffixes} files are not spread over shards; .safetensors files can be</source>
        <translation>tệp {suffixes} không chia thành shard; tệp .safetensors thì được</translation>
    </message>
    <message>
        <source>{suffixes} files have no place for an architecture; .pth and .safetensors have</source>
        <translation>tệp {suffixes} không có chỗ cho kiến trúc; .pth và .safetensors thì có</translation>
    </message>
    <message>
        <source>{suffix} is not a suffix in small letters, as &apos;.npz&apos; is</source>
        <translation>{suffix} không phải đuôi tệp viết thường, như &apos;.npz&apos;</translation>
    </message>
    <message>
        <source>{tensors} incomplete ({incomplete}){ranks}</source>
        <translation>{tensors} không đầy đủ ({incomplete}){ranks}</translation>
    </message>
    <message>
        <source>{tensors} left out: the model&apos;s state dict does not hold such</source>
        <translation>bỏ qua {tensors}: state dict của mô hình không chứa loại này</translation>
    </message>
    <message>
        <source>{tensors} left out: {shown}{more}</source>
        <translation>{tensors} bị bỏ ra: {shown}{more}</translation>
    </message>
    <message>
        <source>{tensors} match nothing</source>
        <translation>{tensors} không khớp với gì</translation>
    </message>
    <message>
        <source>{tensors} matches nothing</source>
        <translation>{tensors} không khớp với gì</translation>
    </message>
    <message>
        <source>{tensors} of text left out that the format can&apos;t hold</source>
        <translation>Bỏ qua {tensors} chứa văn bản mà định dạng này không lưu được</translation>
    </message>
    <message>
        <source>{tensors} of {method}, which this version neither measures nor merges</source>
        <translation>{tensors} của {method}, phiên bản này không đo cũng không gộp</translation>
    </message>
    <message>
        <source>{tensors} replaced</source>
        <translation>thay thế {tensors}</translation>
    </message>
    <message>
        <source>{tensors} {what}: {keys}.</source>
        <translation>{tensors} {what}: {keys}.</translation>
    </message>
    <message>
        <source>{tensors}, {bins}, exact</source>
        <translation>{tensors}, {bins}, chính xác</translation>
    </message>
    <message>
        <source>{text} is no part: they are 1/N to N/N, such as 3/8</source>
        <translation>{text} không phải phần: các phần là 1/N đến N/N, chẳng hạn 3/8</translation>
    </message>
    <message>
        <source>{text} is not a size</source>
        <translation>{text} không phải kích thước</translation>
    </message>
    <message>
        <source>{text} · damaged: bytes do not match their checksum</source>
        <translation>{text} · hỏng: byte không khớp mã kiểm tra</translation>
    </message>
    <message numerus="yes">
        <source>{text}; %n tensor can&apos;t be read: {key}: {error}</source>
        <comment>{text}; %n tensors can&apos;t be read: {key}: {error}</comment>
        <translation>
            <numerusform>{text}; không đọc được %n tensor: {key}: {error}</numerusform>
        </translation>
    </message>
    <message>
        <source>{title} adapter</source>
        <translation>adapter {title}</translation>
    </message>
    <message>
        <source>{title} adapter of {base}</source>
        <translation>adapter {title} của {base}</translation>
    </message>
    <message>
        <source>{title} was not opened.</source>
        <translation>{title} chưa được mở.</translation>
    </message>
    <message>
        <source>{title}: architecture {name}, by its metadata.</source>
        <translation>{title}: kiến trúc {name}, theo metadata của tệp.</translation>
    </message>
    <message>
        <source>{title}: changes nothing in this base, {why_ineffective}</source>
        <translation>{title}: không thay đổi gì trong mô hình gốc này, {why_ineffective}</translation>
    </message>
    <message>
        <source>{title}: {changed:,} of {tensors} changed</source>
        <translation>{title}: {changed:,} trên {tensors} thay đổi</translation>
    </message>
    <message>
        <source>{title}: {changing:,} of {modules} change the base</source>
        <translation>{title}: {changing:,} trên {modules} thay đổi mô hình gốc</translation>
    </message>
    <message>
        <source>{trailing:,} bytes follow the end of the zip archive</source>
        <translation>sau phần cuối của kho zip còn {trailing:,} byte</translation>
    </message>
    <message>
        <source>{unused} are not referenced by any tensor in this file.</source>
        <translation>{unused} không được tensor nào trong tệp này tham chiếu.</translation>
    </message>
    <message>
        <source>{value:,} bytes at the end of the file belong to no tensor</source>
        <translation>{value:,} byte ở cuối tệp không thuộc tensor nào</translation>
    </message>
    <message>
        <source>{value:,} bytes before {name} belong to no tensor</source>
        <translation>{value:,} byte trước {name} không thuộc tensor nào</translation>
    </message>
    <message>
        <source>{value:,} bytes follow the last storage; torch ignores them</source>
        <translation>sau vùng lưu trữ cuối còn {value:,} byte; torch bỏ qua chúng</translation>
    </message>
    <message>
        <source>{value:,} more members of the archive were not looked into</source>
        <translation>{value:,} thành viên nữa của kho lưu trữ chưa được xem</translation>
    </message>
    <message>
        <source>{values} left out{reason}</source>
        <translation>{values} bị bỏ ra{reason}</translation>
    </message>
    <message>
        <source>{value} can&apos;t be read: it {reason}</source>
        <translation>không đọc được {value}: nó {reason}</translation>
    </message>
    <message>
        <source>{value} can&apos;t be read: {reason}</source>
        <translation>không đọc được {value}: {reason}</translation>
    </message>
    <message>
        <source>{value} cut out of a larger storage</source>
        <translation>{value} cắt ra từ một vùng lưu trữ lớn hơn</translation>
    </message>
    <message>
        <source>{value} in dense form</source>
        <translation>{value} ở dạng đặc</translation>
    </message>
    <message>
        <source>{value} is compressed, and too large to be looked into whole</source>
        <translation>{value} bị nén, và quá lớn để xem toàn bộ</translation>
    </message>
    <message>
        <source>{value} is not a place and the bytes there</source>
        <translation>{value} không phải vị trí và byte ở đó</translation>
    </message>
    <message>
        <source>{value} left out that the format can&apos;t hold</source>
        <translation>{value} bị bỏ ra, định dạng không chứa được</translation>
    </message>
    <message>
        <source>{value} lies in too many archives within each other to be looked into</source>
        <translation>{value} nằm trong quá nhiều kho lưu trữ lồng nhau để xem</translation>
    </message>
    <message>
        <source>{value} of metadata left out, which the format has no place for</source>
        <translation>{value} siêu dữ liệu bị bỏ ra, định dạng không có chỗ cho chúng</translation>
    </message>
    <message>
        <source>{value} written as plain numbers</source>
        <translation>{value} được ghi thành số thường</translation>
    </message>
    <message>
        <source>{value} written with a copy of elements that others have too</source>
        <translation>{value} được ghi kèm bản sao của các phần tử mà tensor khác cũng có</translation>
    </message>
    <message>
        <source>{value} written without the scales and zero points</source>
        <translation>{value} được ghi không kèm scale và zero point</translation>
    </message>
    <message>
        <source>{weights} behind {name} can&apos;t be read either</source>
        <translation>{weights} sau {name} cũng không đọc được</translation>
    </message>
    <message>
        <source>{what} has another checksum than it says</source>
        <translation>{what} có mã kiểm tra khác mã nó khai</translation>
    </message>
    <message>
        <source>{what} is registered as a format and is no Format but a {name}</source>
        <translation>{what} được đăng ký làm định dạng nhưng không phải Format mà là {name}</translation>
    </message>
    <message>
        <source>{what} over the steps</source>
        <translation>{what} qua các bước</translation>
    </message>
    <message>
        <source>{what} will run on this computer with your permissions, in a separate process. Run it only if you trust its author.</source>
        <translation>{what} sẽ chạy trên máy này với quyền của bạn, trong một tiến trình riêng. Chỉ chạy nếu bạn tin tác giả của nó.</translation>
    </message>
    <message>
        <source>{what} with names twice or none</source>
        <translation>{what} có tên trùng hoặc không có tên</translation>
    </message>
    <message>
        <source>{what}, one of them {name}</source>
        <translation>{what}, một trong số đó là {name}</translation>
    </message>
    <message>
        <source>{what}: as a reference it is run, with your permissions; --allow-code is your word</source>
        <translation>{what}: khi làm tham chiếu nó được chạy, với quyền của bạn; --allow-code là lời cho phép</translation>
    </message>
    <message>
        <source>{what}; it</source>
        <translation>{what}; nó</translation>
    </message>
    <message>
        <source>{what}{some}, a column per step{suffix}</source>
        <translation>{what}{some}, mỗi bước một cột{suffix}</translation>
    </message>
    <message>
        <source>{which} rounded to {dtype}, exactly</source>
        <translation>{which} làm tròn về {dtype}, chính xác</translation>
    </message>
    <message>
        <source>{whose} is called {id}, as one of {owner}: uninstall {distribution}</source>
        <translation>{whose} có tên {id}, trùng với một cái của {owner}: hãy gỡ {distribution}</translation>
    </message>
    <message>
        <source>{whose} is no Architecture but a {name}</source>
        <translation>{whose} không phải Architecture mà là {name}</translation>
    </message>
    <message>
        <source>{word} in the slice {text} has more than start, stop and step</source>
        <translation>{word} trong lát cắt {text} có nhiều hơn start, stop và step</translation>
    </message>
    <message>
        <source>{word} in the slice {text} is neither an index nor start:stop:step</source>
        <translation>{word} trong lát cắt {text} không phải chỉ số cũng không phải start:stop:step</translation>
    </message>
    <message>
        <source>{work} is not done.</source>
        <translation>{work} chưa xong.</translation>
    </message>
    <message>
        <source>|b - a| / |a| in the L2 norm</source>
        <translation>|b - a| / |a| theo chuẩn L2</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more danger; `scan` on the command line lists all.</source>
        <comment>… and %n more dangers; `scan` on the command line lists all.</comment>
        <translation>
            <numerusform>… và %n mục nguy hiểm nữa; `scan` trên dòng lệnh liệt kê hết.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more value</source>
        <comment>… and %n more values</comment>
        <translation>
            <numerusform>… và %n giá trị nữa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more warning; `scan` on the command line lists all.</source>
        <comment>… and %n more warnings; `scan` on the command line lists all.</comment>
        <translation>
            <numerusform>… và %n cảnh báo nữa; `scan` trên dòng lệnh liệt kê hết.</numerusform>
        </translation>
    </message>
    <message>
        <source>… and {count:,} more</source>
        <translation>… và {count:,} mục nữa</translation>
    </message>
</context>
<context>
    <name>QAbstractSpinBox</name>
    <message>
        <source>&amp;Select All</source>
        <translation>&amp;Chọn tất cả</translation>
    </message>
    <message>
        <source>&amp;Step up</source>
        <translation>&amp;Tăng</translation>
    </message>
    <message>
        <source>Step &amp;down</source>
        <translation>&amp;Giảm</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Sao chép</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Dán</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Làm lại</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Hoàn tác</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Cắt</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Chọn tất cả</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>&amp;No</source>
        <translation>&amp;Không</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>&amp;Có</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Bỏ</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Sao chép</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Dán</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Làm lại</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Hoàn tác</translation>
    </message>
    <message>
        <source>Copy &amp;Link Location</source>
        <translation>Sao chép địa chỉ &amp;liên kết</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Cắt</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Chọn tất cả</translation>
    </message>
</context>
</TS>
